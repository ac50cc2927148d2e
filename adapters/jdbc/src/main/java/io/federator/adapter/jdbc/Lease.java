package io.federator.adapter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** The connection that a statement runs on, for as long as it runs. */
interface Lease {
    Connection connection();

    /** The statement has ended in good order: leaves the connection as the next one wants it. */
    void settle() throws SQLException;

    /** @param broken whether the connection must not be used again */
    void release(boolean broken);

    /** Whether the connection goes on to serve the same transaction, so that losing it would lose that. */
    boolean isTransaction();

    /** A connection out of the pool for this statement alone. */
    record Pooled(ConnectionPool pool, Connection connection) implements Lease {
        @Override
        public void settle() throws SQLException {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
        }

        @Override
        public void release(boolean broken) {
            pool.release(connection, broken);
        }

        @Override
        public boolean isTransaction() {
            return false;
        }
    }
}
