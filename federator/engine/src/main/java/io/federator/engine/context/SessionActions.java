package io.federator.engine.context;

import io.federator.spi.error.SqlState;
import java.util.List;

/**
 * What functions with an effect may do to sessions: {@code pg_notify}, {@code pg_cancel_backend} and their like. Belongs to the
 * session's thread.
 */
public interface SessionActions {
    /** Where there is no session: nothing listens, nobody can be found. */
    SessionActions NONE = new SessionActions() {
        @Override
        public void notify(String channel, String payload) {
            // Nobody can listen to work that no session asked for.
        }

        @Override
        public List<String> listening() {
            return List.of();
        }

        @Override
        public double notificationQueueUsage() {
            return 0;
        }

        @Override
        public boolean isAdministrator() {
            return false;
        }

        @Override
        public boolean cancel(int backendPid) {
            return false;
        }

        @Override
        public boolean terminate(int backendPid, long waitMillis) {
            return false;
        }

        @Override
        public void warn(SqlState state, String message) {
            // There is no client to tell.
        }
    };

    /** Tells the channel's listeners when the transaction commits; 22023 for a name or payload that is not allowed. */
    void notify(String channel, String payload);

    /** The channels that the session listens to. */
    List<String> listening();

    /** How much of the room for notifications that were not delivered yet is taken, from 0 to 1. */
    double notificationQueueUsage();

    /** Whether the session may look at those of other users, cancel and end them. */
    boolean isAdministrator();

    /** Cancels what another session runs; false, with a warning to the client, when there is none of that number. */
    boolean cancel(int backendPid);

    /**
     * Ends a session.
     *
     * @param waitMillis how long to wait until it is gone; 0 not to wait
     * @return false, with a warning to the client, when there is none of that number or it was not gone in time
     */
    boolean terminate(int backendPid, long waitMillis);

    /** Forgets what was counted of statements; 42501 unless an administrator asks. */
    default void resetStatistics() {}

    /** Ends a transaction in doubt by hand; takes an administrator. */
    default void resolve(String transaction, boolean commit) {}

    /** A WARNING to the client. */
    void warn(SqlState state, String message);
}
