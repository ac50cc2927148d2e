package io.federator.engine.session;

import io.federator.engine.parser.ScriptRemark;
import io.federator.spi.error.SqlState;
import org.jspecify.annotations.Nullable;

/**
 * Something to tell the client that is no error: a NoticeResponse.
 *
 * @param position characters from 1 into the statement, 0 for none
 */
public record Notice(
        Severity severity,
        SqlState state,
        String message,
        @Nullable String hint,
        int position) {
    /** PostgreSQL's levels, in rising order of {@code client_min_messages}. */
    public enum Severity {
        NOTICE,
        WARNING
    }

    static Notice warning(SqlState state, String message) {
        return new Notice(Severity.WARNING, state, message, null, 0);
    }

    static Notice of(ScriptRemark remark) {
        Severity severity = remark.warning() ? Severity.WARNING : Severity.NOTICE;
        return new Notice(severity, remark.state(), remark.message(), remark.hint(), remark.position());
    }
}
