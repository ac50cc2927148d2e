package io.federator.xa;

import io.federator.spi.error.SqlException;
import io.federator.spi.source.BranchXid;
import io.federator.spi.source.DecisionTable.Decision;
import io.federator.spi.source.DecisionTable.Verdict;
import io.federator.spi.source.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Recovery of one source. */
final class SourceRecovery {
    /** How long a row that somebody is just writing is waited for. */
    static final Duration WAIT = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(SourceRecovery.class);

    /** A transaction of this run may have ended between being listed here and being looked up: it is given until the next pass. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Source source;
    private final Verdicts verdicts;
    private final Decisions decisions;
    private final Duration takeover;
    private final AtomicBoolean running = new AtomicBoolean();
    private final Map<BranchXid, Long> firstSeen = new ConcurrentHashMap<>();
    private final Map<BranchXid, Doubt> doubts = new ConcurrentHashMap<>();
    private final Set<String> expected = ConcurrentHashMap.newKeySet();
    private volatile List<String> problems = List.of();
    private volatile List<String> oldDecisions = List.of();

    /** When the last pass that listed all branches began; zero when there was none or the last one failed. */
    private volatile long listed;

    /** Of this gateway; long after it could still change its mind. */
    private static final Duration COMMIT_KEPT = Duration.ofHours(1);

    /** Keeps a gateway that was frozen, with its connections, from committing after all. */
    private static final Duration ABORT_KEPT = Duration.ofDays(1);

    /** Of others, which may have sources that are not known here. */
    private static final Duration FOREIGN_KEPT = Duration.ofDays(30);

    /** A prepared branch that is not finished yet. */
    record Doubt(String source, TransactionName name, BranchXid xid, Duration age) {}

    SourceRecovery(Source source, Verdicts verdicts, Decisions decisions, Duration takeover) {
        this.source = source;
        this.verdicts = verdicts;
        this.decisions = decisions;
        this.takeover = takeover;
    }

    Source source() {
        return source;
    }

    /** A transaction that has left a branch somewhere: it need not be given time. */
    void expect(TransactionName ended) {
        expected.add(ended.text());
    }

    List<Doubt> doubts() {
        return List.copyOf(doubts.values());
    }

    List<String> problems() {
        return problems;
    }

    /** One at a time; a pass that finds another one running leaves it to that, which begins anew if something is expected. */
    void pass() {
        do {
            if (!running.compareAndSet(false, true)) {
                return;
            }
            passOnce();
        } while (!expected.isEmpty() && listed != 0);
    }

    private void passOnce() {
        long began = System.nanoTime();
        listed = 0;
        try {
            Decisions.Abilities abilities = decisions.refresh(source);
            problems = abilities.problems().stream()
                    .map(problem -> "source \"" + source.name() + "\": " + problem)
                    .toList();
            finishBranches();
            listed = began;
            decisions.sweep(source);
        } catch (SqlException e) {
            problems = List.of("source \"" + source.name() + "\": " + e.text());
        } catch (XAException e) {
            problems = List.of("source \"" + source.name() + "\": " + e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("recovery of source {}", source.name(), e);
        } finally {
            running.set(false);
        }
    }

    private void finishBranches() throws XAException {
        XAResource resource = source.recoveryResource();
        List<BranchXid> branches = new ArrayList<>();
        Set<String> wanted = Set.copyOf(expected);
        for (Xid xid : resource.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN)) {
            BranchXid.of(xid).ifPresent(branches::add);
        }
        firstSeen.keySet().retainAll(branches);
        doubts.keySet().retainAll(branches);
        for (BranchXid xid : branches) {
            Optional<TransactionName> name = TransactionName.parse(xid.transaction());
            if (name.isPresent()) {
                look(resource, xid, name.get());
            }
        }
        // What was left is in the list of doubts from now on.
        expected.removeAll(wanted);
    }

    private void look(XAResource resource, BranchXid xid, TransactionName name) {
        long now = System.nanoTime();
        Duration age = Duration.ofNanos(now - firstSeen.computeIfAbsent(xid, seen -> now));
        if (verdicts.isOpen().test(name)) {
            return;
        }
        doubts.put(xid, new Doubt(source.name(), name, xid, age));
        if (age.compareTo(patience(name)) < 0) {
            return;
        }
        try {
            Optional<Verdict> verdict = verdicts.settle(name);
            if (verdict.isPresent()) {
                finish(resource, xid, verdict.get());
            }
        } catch (SqlException e) {
            LOG.debug("transaction {} in source {}: {}", name.id(), source.name(), e.text());
        }
    }

    private Duration patience(TransactionName name) {
        if (!verdicts.isOwn(name)) {
            return takeover;
        }
        return verdicts.isOfThisRun(name) && !expected.contains(name.text()) ? GRACE : Duration.ZERO;
    }

    private void finish(XAResource resource, BranchXid xid, Verdict verdict) {
        try {
            if (verdict == Verdict.COMMIT) {
                resource.commit(xid, false);
            } else {
                resource.rollback(xid);
            }
            LOG.info("transaction {} finished in source {}: {}", xid.transaction(), source.name(), verdict);
            doubts.remove(xid);
        } catch (XAException e) {
            // There is no such branch any more, which the next list will show; or MariaDB keeps it for its connection,
            // which lives.
            if (e.errorCode != XAException.XAER_NOTA) {
                LOG.warn("transaction {} in source {}: {}", xid.transaction(), source.name(), e.getMessage());
            }
        }
    }

    boolean hasListedSince(long nanos) {
        long last = listed;
        return last != 0 && last - nanos >= 0;
    }

    /** Notes decisions that may be forgotten when no source turns out to have a branch of theirs. */
    void listOldDecisions() {
        List<String> old = new ArrayList<>();
        try {
            old.addAll(decisions(COMMIT_KEPT, decision -> isOwn(decision) && decision.verdict() == Verdict.COMMIT));
            old.addAll(decisions(ABORT_KEPT, decision -> isOwn(decision) && decision.verdict() == Verdict.ABORT));
            old.addAll(decisions(FOREIGN_KEPT, decision -> !isOwn(decision)));
        } catch (SqlException e) {
            LOG.debug("source {}: {}", source.name(), e.text());
        }
        oldDecisions = old;
    }

    private List<String> decisions(Duration age, Predicate<Decision> which) {
        return source.decisions().olderThan(age).stream()
                .filter(which)
                .map(Decision::transaction)
                .toList();
    }

    private boolean isOwn(Decision decision) {
        return decision.gateway().equals(verdicts.gateway());
    }

    void forgetOldDecisions(Set<String> inDoubt) {
        List<String> forgotten = new ArrayList<>(oldDecisions);
        forgotten.removeAll(inDoubt);
        try {
            source.decisions().forget(forgotten);
        } catch (SqlException e) {
            LOG.debug("source {}: {}", source.name(), e.text());
        }
    }

    void resolve(String id, boolean commit) {
        for (Doubt doubt : doubts()) {
            if (doubt.name().id().equals(id)) {
                finish(source.recoveryResource(), doubt.xid(), commit ? Verdict.COMMIT : Verdict.ABORT);
            }
        }
    }
}
