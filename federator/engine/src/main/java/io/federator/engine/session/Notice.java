package io.federator.engine.session;

import io.federator.spi.error.SqlState;

/** Something to tell the client that is no error: a NoticeResponse. */
public record Notice(Severity severity, SqlState state, String message) {
    /** PostgreSQL's levels, in rising order of {@code client_min_messages}. */
    public enum Severity {
        NOTICE,
        WARNING
    }

    static Notice warning(SqlState state, String message) {
        return new Notice(Severity.WARNING, state, message);
    }
}
