package io.federator.engine.executor;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import org.jspecify.annotations.Nullable;

/** A plan would bind an argument that the source has no value for: the query has to be planned without. Carries no stack. */
public final class ArgumentRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String source;
    private final transient @Nullable SqlException reason;

    ArgumentRefused(String source) {
        this(source, null);
    }

    /** @param reason the error of the argument itself */
    ArgumentRefused(String source, @Nullable SqlException reason) {
        super("source \"" + source + "\" has no such value", reason, false, false);
        this.source = source;
        this.reason = reason;
    }

    /** What to say where the query is not planned again. */
    public SqlException error() {
        return reason == null
                ? new SqlException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "source \"" + source + "\" has no such value")
                : reason;
    }

    public String source() {
        return source;
    }
}
