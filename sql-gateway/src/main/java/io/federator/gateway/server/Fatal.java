package io.federator.gateway.server;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;

/** An error that ends the connection after it has been told. */
final class Fatal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final SqlException error;

    Fatal(SqlException error) {
        super(error.text(), error);
        this.error = error;
    }

    static Fatal of(SqlState state, String message) {
        return new Fatal(new SqlException(state, message));
    }

    SqlException error() {
        return error;
    }
}
