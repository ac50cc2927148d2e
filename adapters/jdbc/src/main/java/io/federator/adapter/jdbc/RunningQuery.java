package io.federator.adapter.jdbc;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.QueryScope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The connection and statement behind a cursor, and how they are given back.
 *
 * <p>A cancel travels to the database beside the connection and may arrive late, when the connection already serves
 * somebody else. So a connection that a cancel was ever sent for leaves the pool. A database that does not obey (stopped, or cut
 * off without a word) loses the connection after a while, which wakes who reads from it.
 */
final class RunningQuery {
    /** Rows that are read to get to the end of an abandoned result before the statement is killed. */
    private static final int ROWS_TO_DRAIN = 1_000;

    private static final long SECONDS_TO_OBEY = 2;

    private final Lease lease;
    private final SourceErrors errors;
    private final boolean drainsOnClose;
    private final QueryScope scope;
    private final AtomicBoolean cancelSent = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile JdbcVendor.@Nullable Cancel canceling;
    private @Nullable PreparedStatement statement;
    private QueryScope.@Nullable Registration registration;
    private boolean broken;
    private boolean closed;

    RunningQuery(Lease lease, SourceErrors errors, boolean drainsOnClose, QueryScope scope) {
        this.lease = lease;
        this.errors = errors;
        this.drainsOnClose = drainsOnClose;
        this.scope = scope;
    }

    Connection connection() {
        return lease.connection();
    }

    /** From here on the statement is cancelled with the query. */
    void running(PreparedStatement newStatement) {
        statement = newStatement;
        running(newStatement::cancel);
    }

    /** The same of what is no statement. */
    void running(JdbcVendor.Cancel cancel) {
        canceling = cancel;
        registration = scope.onCancel(this::cancel);
        scope.check();
    }

    /**
     * Runs on the canceller's thread, which may be an event loop: the round trip gets a thread of its own. So does the wait for its
     * effect, as a database that hangs keeps the round trip waiting, too.
     */
    private void cancel() {
        cancelSent.set(true);
        Thread.ofVirtual().name("abandon").start(this::abandonIfDeaf);
        Thread.ofPlatform().daemon().name("cancel").start(this::sendCancel);
    }

    private void sendCancel() {
        JdbcVendor.Cancel running = canceling;
        if (running == null) {
            return;
        }
        try {
            running.send();
        } catch (SQLException e) {
            errors.log("could not cancel a statement", e);
        }
    }

    private void abandonIfDeaf() {
        try {
            if (!ended.await(SECONDS_TO_OBEY, TimeUnit.SECONDS)) {
                lease.connection().abort(Runnable::run);
            }
        } catch (SQLException e) {
            errors.log("could not abandon a connection", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    SqlException failed(SQLException error) {
        if (cancelSent.get() || scope.cancelled()) {
            broken = true;
            try {
                scope.check();
            } catch (SqlException cancelled) {
                return cancelled;
            }
            return new SqlException(SqlState.QUERY_CANCELED, "canceling statement due to user request", error);
        }
        SqlException translated = errors.of(error);
        broken |= translated.state() == SqlState.CONNECTION_FAILURE;
        return translated;
    }

    SqlException unreadable(SqlException error, ResultSet rows, int column) {
        String name = "";
        try {
            name = rows.getMetaData().getColumnLabel(column);
        } catch (SQLException e) {
            errors.log("no column label", e);
        }
        String detail = error.detail();
        return error.withDetail((detail == null ? "" : detail + " ") + "Column \"" + name + "\" of source \""
                        + errors.source() + "\".")
                .fromSource(errors.source());
    }

    /**
     * Gives the connection back.
     *
     * @param unread the result if its end was not reached, else null
     */
    void close(@Nullable ResultSet unread) {
        if (closed) {
            return;
        }
        closed = true;
        ended.countDown();
        QueryScope.Registration cancelling = registration;
        if (cancelling != null) {
            cancelling.close();
        }
        PreparedStatement running = statement;
        try {
            if (unread != null && drainsOnClose && !broken && !cancelSent.get() && !drained(unread)) {
                kill(running, unread);
            }
            if (!broken && !cancelSent.get()) {
                if (running != null) {
                    running.close();
                }
                lease.settle();
            }
        } catch (SQLException e) {
            broken = true;
            errors.log("could not close a statement", e);
        }
        lease.release(broken || cancelSent.get());
    }

    /** Stops a statement whose rows nobody wants, with its connection unless that serves a transaction. */
    private void kill(@Nullable PreparedStatement running, ResultSet unread) throws SQLException {
        broken = !lease.isTransaction();
        if (running != null) {
            running.cancel();
        }
        while (!broken && hasMore(unread)) {
            // What was on its way when the kill arrived.
        }
    }

    private boolean hasMore(ResultSet unread) {
        try {
            return unread.next();
        } catch (SQLException e) {
            SqlState state = errors.of(e).state();
            broken = state != SqlState.QUERY_CANCELED;
            return false;
        }
    }

    private static boolean drained(ResultSet rows) throws SQLException {
        for (int i = 0; i < ROWS_TO_DRAIN; i++) {
            if (!rows.next()) {
                return true;
            }
        }
        return false;
    }
}
