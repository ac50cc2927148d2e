package io.federator.engine.function;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;

/** An error that a SQL/JSON path may ignore. */
final class JsonPathFailure extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient SqlException error;

    JsonPathFailure(SqlState state, String message) {
        this(new SqlException(state, message));
    }

    JsonPathFailure(SqlException error) {
        super(error.text(), null, false, false);
        this.error = error;
    }

    SqlException error() {
        return error;
    }
}
