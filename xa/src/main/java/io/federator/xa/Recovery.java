package io.federator.xa;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.BranchXid;
import io.federator.spi.source.DecisionTable.Verdict;
import io.federator.spi.source.Source;
import io.federator.spi.transaction.TransactionInfo;
import io.federator.spi.transaction.TransactionInfo.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Finishes prepared branches that nobody works on any more, in each source by itself: one that is down or hangs keeps only its own
 * branches waiting, and those of the transactions that it decides.
 *
 * <p>A branch of this gateway is finished at once when its transaction is not open here; one of another gateway when it has been seen
 * for longer than the take-over time. A branch that carries no name of Federator's is never touched.
 */
final class Recovery implements AutoCloseable {
    /** What the first pass waits for sources that do not answer. */
    private static final long PASS_SECONDS = 20;

    private final Map<String, SourceRecovery> bySource = new LinkedHashMap<>();
    private final Verdicts verdicts;
    private volatile boolean closed;

    /** @param isOpen whether a transaction is open in this process */
    Recovery(
            String gateway,
            String run,
            List<Source> sources,
            Decisions decisions,
            DecisionLog log,
            Duration takeover,
            Predicate<TransactionName> isOpen) {
        Map<String, Source> byKey =
                sources.stream().collect(Collectors.toMap(source -> BranchXid.key(source.name()), source -> source));
        verdicts = new Verdicts(gateway, run, byKey, log, isOpen);
        for (Source source : sources) {
            bySource.put(source.name(), new SourceRecovery(source, verdicts, decisions, takeover));
        }
    }

    /** Starts a pass without waiting for it. */
    void start() {
        if (closed) {
            return;
        }
        bySource.values()
                .forEach(source -> Thread.ofVirtual()
                        .name("recover-" + source.source().name())
                        .start(source::pass));
    }

    /** The same for a transaction that is known to have ended. */
    void start(TransactionName ended) {
        bySource.values().forEach(source -> source.expect(ended));
        start();
    }

    /** A pass, and what is left after it. */
    List<String> pass() {
        CountDownLatch done = new CountDownLatch(bySource.size());
        for (SourceRecovery source : bySource.values()) {
            Thread.ofVirtual().name("recover-" + source.source().name()).start(() -> {
                try {
                    source.pass();
                } finally {
                    done.countDown();
                }
            });
        }
        List<String> left = new ArrayList<>();
        try {
            if (!done.await(PASS_SECONDS, TimeUnit.SECONDS)) {
                left.add("some sources have not answered; recovery goes on without waiting for them");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        bySource.values().forEach(source -> left.addAll(source.problems()));
        for (TransactionInfo doubt : inDoubt()) {
            left.add("transaction " + doubt.id() + " of gateway " + doubt.gateway() + " is in doubt in "
                    + doubt.branches().stream()
                            .map(TransactionInfo.Branch::source)
                            .collect(Collectors.joining(", ")));
        }
        return left;
    }

    List<TransactionInfo> inDoubt() {
        Map<String, List<SourceRecovery.Doubt>> byId = new LinkedHashMap<>();
        for (SourceRecovery source : bySource.values()) {
            for (SourceRecovery.Doubt doubt : source.doubts()) {
                byId.computeIfAbsent(doubt.name().id(), id -> new ArrayList<>()).add(doubt);
            }
        }
        List<TransactionInfo> list = new ArrayList<>();
        byId.forEach((id, doubts) -> list.add(info(id, doubts)));
        return list;
    }

    private TransactionInfo info(String id, List<SourceRecovery.Doubt> doubts) {
        TransactionName name = doubts.getFirst().name();
        Duration age = doubts.stream()
                .map(SourceRecovery.Doubt::age)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        return new TransactionInfo(
                id,
                name.gateway(),
                State.IN_DOUBT,
                age,
                homeOf(name).map(Source::name).orElse(""),
                doubts.stream()
                        .map(doubt -> new TransactionInfo.Branch(doubt.source(), "prepared"))
                        .toList());
    }

    /**
     * Forgets what says how transactions ended of which no source has a branch any more. Needs the word of every source: while one is
     * down, nothing is forgotten.
     */
    void forgetFinished() {
        // One that ends while sources are asked may have been passed over as open, and still be prepared.
        List<String> logged = verdicts.log().committing().stream()
                .filter(transaction -> TransactionName.parse(transaction)
                        .filter(verdicts.isOpen())
                        .isEmpty())
                .toList();
        bySource.values().forEach(SourceRecovery::listOldDecisions);
        long asked = System.nanoTime();
        pass();
        if (!bySource.values().stream().allMatch(source -> source.hasListedSince(asked))) {
            return;
        }
        Set<String> inDoubt = bySource.values().stream()
                .flatMap(source -> source.doubts().stream())
                .map(doubt -> doubt.name().text())
                .collect(Collectors.toSet());
        logged.stream().filter(transaction -> !inDoubt.contains(transaction)).forEach(verdicts.log()::finished);
        bySource.values().forEach(source -> source.forgetOldDecisions(inDoubt));
    }

    private Optional<Source> homeOf(TransactionName name) {
        return bySource.values().stream()
                .map(SourceRecovery::source)
                .filter(source -> BranchXid.key(source.name()).equals(name.home()))
                .findFirst();
    }

    void resolve(String id, boolean commit) {
        List<SourceRecovery> holders = bySource.values().stream()
                .filter(source -> source.doubts().stream()
                        .anyMatch(doubt -> doubt.name().id().equals(id)))
                .toList();
        if (holders.isEmpty()) {
            throw new SqlException(SqlState.UNDEFINED_OBJECT, "transaction \"" + id + "\" is not in doubt");
        }
        TransactionName name = holders.getFirst().doubts().stream()
                .map(SourceRecovery.Doubt::name)
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow();
        Optional<Source> home = homeOf(name);
        if (home.isPresent()) {
            requireNotOtherwise(home.get(), name, commit);
        }
        holders.forEach(source -> source.resolve(id, commit));
    }

    private void requireNotOtherwise(Source home, TransactionName name, boolean commit) {
        Optional<Verdict> stands = commit
                ? home.decisions().find(name.text())
                : home.decisions().abort(name.text(), name.gateway(), SourceRecovery.WAIT);
        Verdict wanted = commit ? Verdict.COMMIT : Verdict.ABORT;
        if (stands.isPresent() && stands.get() != wanted) {
            throw new SqlException(
                            SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
                            "transaction \"" + name.id() + "\" is decided otherwise by source \"" + home.name() + "\"")
                    .fromSource(home.name());
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
