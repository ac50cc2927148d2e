package io.federator.gateway.assembly;

import io.federator.config.Transactions;
import io.federator.engine.session.InDoubt;
import io.federator.spi.source.Source;
import io.federator.spi.transaction.DistributedTransaction;
import io.federator.spi.transaction.TransactionCoordinator;
import io.federator.spi.transaction.TransactionInfo;
import io.federator.xa.CommitSteps;
import io.federator.xa.FederatorTransactions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The coordinator of transactions over several sources, opened with the server where the catalog file speaks of transactions or there is
 * a log from before, and otherwise when the first of them begins: a deployment that only reads needs no folder for a log. Safe for any
 * thread.
 */
public final class Coordination implements Supplier<DistributedTransaction>, InDoubt, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Coordination.class);

    private final Transactions config;
    private final Collection<Source> sources;
    private final CommitSteps steps;
    private @Nullable TransactionCoordinator coordinator;

    Coordination(Transactions config, Collection<Source> sources, CommitSteps steps) {
        this.config = config;
        this.sources = sources;
        this.steps = steps;
    }

    /** Finishes what was left behind, before clients are let in. */
    void start() {
        if (!config.declared() && !Files.exists(config.log())) {
            return;
        }
        for (String line : open().recover()) {
            LOG.warn("event=transaction-recovery message=\"{}\"", line);
        }
    }

    /**
     * Finishes what the gateway of a log has left behind.
     *
     * @param log its folder, or a copy of it that nobody else uses
     * @return a line for each thing that is left or wrong
     * @throws io.federator.spi.error.SqlException 55000 when a gateway has the log, F0000 when it cannot be used
     */
    public static List<String> recover(Transactions config, Path log, Collection<Source> sources) {
        try (TransactionCoordinator coordinator =
                FederatorTransactions.open(log, List.copyOf(sources), config.takeover())) {
            return coordinator.recover();
        }
    }

    /** What it knows of; nothing before the first of them. */
    synchronized List<TransactionInfo> transactions() {
        TransactionCoordinator known = coordinator;
        return known == null ? List.of() : known.transactions();
    }

    @Override
    public void resolve(String transaction, boolean commit) {
        open().resolve(transaction, commit);
    }

    private synchronized TransactionCoordinator open() {
        TransactionCoordinator known = coordinator;
        if (known == null) {
            known = FederatorTransactions.open(config.log(), List.copyOf(sources), config.takeover(), steps);
            coordinator = known;
        }
        return known;
    }

    /** Begins a transaction that may come to span several sources. */
    @Override
    public DistributedTransaction get() {
        return open().begin(config.timeout());
    }

    @Override
    public synchronized void close() {
        TransactionCoordinator known = coordinator;
        if (known != null) {
            known.close();
        }
    }
}
