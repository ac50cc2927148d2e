package io.federator.xa;

import io.federator.spi.source.DecisionTable.Verdict;
import io.federator.spi.source.Source;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What became of a transaction that nobody works on. */
record Verdicts(
        String gateway, String run, Map<String, Source> byKey, DecisionLog log, Predicate<TransactionName> isOpen) {

    boolean isOwn(TransactionName name) {
        return name.gateway().equals(gateway);
    }

    boolean isOfThisRun(TransactionName name) {
        return isOwn(name) && name.run().equals(run);
    }

    /**
     * Decides to abort when nothing is decided.
     *
     * @return empty when it cannot be known: the owner is deciding just now, the deciding source is not ours, or the verdict is in another
     *     gateway's log
     * @throws io.federator.spi.error.SqlException when the deciding source cannot be asked
     */
    Optional<Verdict> settle(TransactionName name) {
        if (name.home().equals(TransactionName.NO_HOME)) {
            return isOwn(name)
                    ? Optional.of(log.isCommitting(name.text()) ? Verdict.COMMIT : Verdict.ABORT)
                    : Optional.empty();
        }
        Source home = byKey.get(name.home());
        return home == null ? Optional.empty() : home.decisions().abort(name.text(), gateway, SourceRecovery.WAIT);
    }
}
