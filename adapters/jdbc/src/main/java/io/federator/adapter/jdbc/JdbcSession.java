package io.federator.adapter.jdbc;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.LeafStatement;
import io.federator.spi.source.QueryScope;
import io.federator.spi.source.SourceSession;
import io.federator.spi.source.TableLoad;
import io.federator.spi.value.RowCursor;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.OptionalLong;

/** A connection out of the pool that serves one transaction. */
class JdbcSession implements SourceSession, Lease {
    private final JdbcSource source;
    private final JdbcVendor vendor;
    private final SourceErrors errors;
    private final ConnectionPool pool;
    private final Connection connection;
    private volatile boolean lost;
    private boolean closed;

    /** Takes over {@code connection}, on which the transaction has begun. */
    JdbcSession(JdbcSource source, JdbcVendor vendor, SourceErrors errors, ConnectionPool pool, Connection connection) {
        this.source = source;
        this.vendor = vendor;
        this.errors = errors;
        this.pool = pool;
        this.connection = connection;
    }

    @Override
    public boolean interleaves() {
        return vendor.interleaves();
    }

    @Override
    public RowCursor query(LeafStatement statement, QueryScope scope) {
        scope.check();
        requireConnection();
        // Reading everything at once would, in some drivers, end the transaction.
        LeafStatement streamed = statement.fetchSize() > 0
                ? statement
                : new LeafStatement(
                        statement.sql(), statement.columns(), statement.arguments(), LeafStatement.DEFAULT_FETCH_SIZE);
        return source.run(streamed, new RunningQuery(this, errors, vendor.drainsOnClose(), scope));
    }

    @Override
    public long update(LeafStatement statement, QueryScope scope) {
        RunningQuery running = started(scope);
        try {
            PreparedStatement prepared = vendor.prepare(connection, statement.sql(), LeafStatement.DEFAULT_FETCH_SIZE);
            bind(prepared, statement.arguments());
            running.running(prepared);
            return prepared.executeLargeUpdate();
        } catch (SQLException e) {
            throw running.failed(e);
        } finally {
            running.close(null);
        }
    }

    @Override
    public long[] updateAll(String sql, List<List<LeafStatement.Argument>> arguments, QueryScope scope) {
        if (arguments.size() == 1) {
            return new long[] {update(new LeafStatement(sql, List.of(), arguments.getFirst(), 0), scope)};
        }
        RunningQuery running = started(scope);
        try {
            PreparedStatement prepared = vendor.prepare(connection, sql, LeafStatement.DEFAULT_FETCH_SIZE);
            for (List<LeafStatement.Argument> row : arguments) {
                bind(prepared, row);
                prepared.addBatch();
            }
            running.running(prepared);
            return prepared.executeLargeBatch();
        } catch (BatchUpdateException e) {
            throw running.failed(cause(e));
        } catch (SQLException e) {
            throw running.failed(e);
        } finally {
            running.close(null);
        }
    }

    @Override
    public OptionalLong load(TableLoad load, QueryScope scope) {
        RunningQuery running = started(scope);
        try {
            return vendor.load(connection(), load, running::running);
        } catch (SQLException e) {
            throw running.failed(e);
        } finally {
            running.close(null);
        }
    }

    /** What the database said, which the drivers hang below an error about the batch. */
    private static SQLException cause(BatchUpdateException error) {
        if (error.getCause() instanceof SQLException cause) {
            return cause;
        }
        SQLException next = error.getNextException();
        return next == null ? error : next;
    }

    private RunningQuery started(QueryScope scope) {
        scope.check();
        requireConnection();
        return new RunningQuery(this, errors, false, scope);
    }

    private void bind(PreparedStatement prepared, List<LeafStatement.Argument> arguments) throws SQLException {
        for (int i = 0; i < arguments.size(); i++) {
            vendor.bind(prepared, i + 1, arguments.get(i));
        }
    }

    @Override
    public boolean isLost() {
        return lost;
    }

    @Override
    public void savepoint(String name) {
        execute("SAVEPOINT " + name);
    }

    @Override
    public void rollbackTo(String name) {
        execute("ROLLBACK TO SAVEPOINT " + name);
    }

    /** Not by the driver's methods for it, which MySQL's takes for writing. */
    private void execute(String command) {
        requireConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void commit() {
        requireConnection();
        try {
            connection.commit();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    final SqlException failed(SQLException e) {
        SqlException error = errors.of(e);
        lost |= error.state() == SqlState.CONNECTION_FAILURE;
        return error;
    }

    final void requireConnection() {
        if (lost || closed) {
            throw new SqlException(
                            SqlState.CONNECTION_FAILURE,
                            "the connection to source \"" + source.name() + "\" that served this transaction is lost")
                    .withHint("Roll back and begin a new transaction.")
                    .fromSource(source.name());
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        boolean broken = lost;
        try {
            broken = broken || !finish();
        } catch (SQLException e) {
            broken = true;
            errors.log("could not end a transaction", e);
        }
        pool.release(connection, broken);
    }

    /**
     * Ends what is open and leaves the connection as the pool wants it.
     *
     * @return false when it must not be used again
     */
    boolean finish() throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
        return true;
    }

    // As the lease of its statements.

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public void settle() {
        // The transaction goes on.
    }

    @Override
    public void release(boolean broken) {
        lost |= broken;
    }

    @Override
    public boolean isTransaction() {
        return true;
    }
}
