package io.federator.spi.source;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A small table in a source with the decisions about transactions over several sources: a row that says commit is itself part of the
 * transaction that it decides ({@link SourceBranch#decide}), so it is there if and only if that part is committed. A row that says abort
 * keeps a transaction from being decided otherwise later: the primary key arbitrates. Safe for any thread; errors as {@link Source}'s.
 */
public interface DecisionTable {
    String NAME = "federator_decision";

    /** What was decided. */
    enum Verdict {
        COMMIT,
        ABORT
    }

    /** One row. */
    record Decision(String transaction, Verdict verdict, String gateway) {}

    /**
     * Creates the table when it is missing, and makes sure that it can be written.
     *
     * @throws io.federator.spi.error.SqlException when it is missing and may not be created, or cannot be written
     */
    void create();

    Optional<Verdict> find(String transaction);

    /**
     * Decides to abort unless it is decided already.
     *
     * @param wait at most so long for one who is just deciding
     * @return what stands now; empty when somebody is still about to decide
     */
    Optional<Verdict> abort(String transaction, String gateway, Duration wait);

    /** Decisions made longer ago than {@code age}, some thousand at most, oldest first. */
    List<Decision> olderThan(Duration age);

    void forget(Collection<String> transactions);
}
