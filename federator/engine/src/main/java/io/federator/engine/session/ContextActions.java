package io.federator.engine.session;

import io.federator.engine.context.SessionActions;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.QueryScope;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What a statement of a session may do to its session and to others. */
final class ContextActions implements SessionActions {
    private static final long STEP_MILLIS = 10;

    private final Session session;
    private final QueryScope scope;

    ContextActions(Session session, QueryScope scope) {
        this.session = session;
        this.scope = scope;
    }

    @Override
    public void notify(String channel, String payload) {
        session.notifications().tell(channel, payload);
    }

    @Override
    public List<String> listening() {
        return session.notifications().listening();
    }

    @Override
    public double notificationQueueUsage() {
        return session.notifications().usage();
    }

    @Override
    public boolean isAdministrator() {
        return session.identity().administrator();
    }

    @Override
    public boolean cancel(int backendPid) {
        Optional<Session> found = find(backendPid);
        found.ifPresent(other -> {
            check(other, "permission denied to cancel query", "query is being canceled", "cancel this query");
            other.cancel();
        });
        return found.isPresent();
    }

    @Override
    public boolean terminate(int backendPid, long waitMillis) {
        Optional<Session> found = find(backendPid);
        if (found.isEmpty()) {
            return false;
        }
        check(
                found.get(),
                "permission denied to terminate process",
                "process is being terminated",
                "terminate this process");
        found.get()
                .terminate(new SqlException(
                        SqlState.ADMIN_SHUTDOWN, "terminating connection due to administrator command"));
        return waitMillis == 0 || awaitGone(backendPid, waitMillis);
    }

    private boolean awaitGone(int backendPid, long waitMillis) {
        long start = System.nanoTime();
        long limit = TimeUnit.MILLISECONDS.toNanos(waitMillis);
        while (session.services().backends().find(backendPid).isPresent()) {
            scope.check();
            if (System.nanoTime() - start > limit) {
                warn(
                        SqlState.WARNING,
                        "backend with PID " + backendPid + " did not terminate within " + waitMillis + " milliseconds");
                return false;
            }
            try {
                Thread.sleep(STEP_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private Optional<Session> find(int backendPid) {
        Optional<Session> found = session.services().backends().find(backendPid);
        if (found.isEmpty()) {
            warn(SqlState.WARNING, "PID " + backendPid + " is not a PostgreSQL backend process");
        }
        return found;
    }

    /** A user's own sessions, and all of them to an administrator. */
    private void check(Session other, String refused, String what, String deed) {
        boolean own = other.identity().user().equals(session.identity().user());
        if (!own && !isAdministrator()) {
            throw new SqlException(SqlState.INSUFFICIENT_PRIVILEGE, refused)
                    .withDetail("Only roles with privileges of the role whose " + what
                            + " or with privileges of the \"pg_signal_backend\" role may " + deed + ".");
        }
    }

    @Override
    public void resolve(String transaction, boolean commit) {
        if (!isAdministrator()) {
            throw new SqlException(
                    SqlState.INSUFFICIENT_PRIVILEGE,
                    "permission denied for function " + (commit ? "commit" : "rollback") + "_transaction");
        }
        session.services().inDoubt().resolve(transaction, commit);
    }

    @Override
    public void resetStatistics() {
        if (!isAdministrator()) {
            throw new SqlException(SqlState.INSUFFICIENT_PRIVILEGE, "permission denied for function statements_reset");
        }
        session.services().queries().resetStatistics();
    }

    @Override
    public void warn(SqlState state, String message) {
        session.notice(Notice.warning(state, message));
    }
}
