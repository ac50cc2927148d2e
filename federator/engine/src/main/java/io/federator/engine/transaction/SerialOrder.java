package io.federator.engine.transaction;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.HashSet;
import java.util.Set;

/**
 * Keeps transactions under SERIALIZABLE that span several sources from overlapping where one of them writes. Each source orders what it
 * sees, but of two transactions that each read in one source what the other writes in another, no source sees more than half: they
 * would be ordered differently in the two. Of transactions that one source sees whole, that source takes care.
 *
 * <p>It knows the transactions of one gateway. Any thread.
 */
public final class SerialOrder {
    private final Set<Member> open = new HashSet<>();
    private long clock;
    private long lastCommit;

    /** A transaction whose first source is about to be touched. */
    synchronized Member begin() {
        return new Member(++clock);
    }

    /** One transaction; its methods but {@link #close} may fail with 40001. */
    final class Member {
        private final long began;
        private boolean spans;
        private boolean writes;
        private boolean commits;

        private Member(long began) {
            this.began = began;
        }

        /** A second source is about to be touched. */
        void spans() {
            synchronized (SerialOrder.this) {
                if (!spans) {
                    spans = true;
                    require();
                    open.add(this);
                }
            }
        }

        /** The first row is about to be written. */
        void writes() {
            synchronized (SerialOrder.this) {
                if (!writes) {
                    writes = true;
                    if (spans) {
                        require();
                    }
                }
            }
        }

        void commits() {
            synchronized (SerialOrder.this) {
                commits = true;
            }
        }

        /** It has ended in all sources. May be called again. */
        void close() {
            synchronized (SerialOrder.this) {
                if (open.remove(this) && writes && commits) {
                    lastCommit = ++clock;
                }
            }
        }

        /** What one has read of the first source is older than what another has committed in both, or may be. */
        private void require() {
            boolean overlaps = open.stream().anyMatch(other -> other != this && (writes || other.writes));
            if (overlaps || lastCommit > began) {
                throw new SqlException(
                                SqlState.SERIALIZATION_FAILURE,
                                "could not serialize access due to another transaction over several sources")
                        .withHint("The transaction might succeed if retried.");
            }
        }
    }
}
