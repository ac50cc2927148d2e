package io.federator.xa;

import com.atomikos.icatch.CompositeTransaction;
import com.atomikos.icatch.HeurHazardException;
import com.atomikos.icatch.HeurMixedException;
import com.atomikos.icatch.RollbackException;
import com.atomikos.icatch.SysException;
import com.atomikos.icatch.imp.TransactionServiceImp;
import com.atomikos.persistence.imp.StateRecoveryManagerImp;
import com.atomikos.recovery.OltpLog;
import com.atomikos.recovery.PendingTransactionRecord;
import com.atomikos.recovery.RecoveryLog;
import com.atomikos.recovery.TxState;
import com.atomikos.util.UniqueIdMgr;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Atomikos, put together without its global state: several gateways may live in one process. Runs the two phases of a commit, with a
 * thread for each participant where that helps, and writes the decision log between them.
 */
final class CommitService implements AutoCloseable {
    private static final long MAX_MILLIS = 600_000;
    private static final int NO_LIMIT = -1;

    /** The log's names by Atomikos's, of the commits that are under way. */
    private final Map<String, TransactionName> names = new ConcurrentHashMap<>();

    private final DecisionLog log;
    private final TransactionServiceImp parallel;
    private final TransactionServiceImp inOrder;

    CommitService(String gateway, DecisionLog log) {
        this.log = log;
        if (!AtomikosLogging.redirect()) {
            throw new IllegalStateException("Atomikos logs elsewhere");
        }
        parallel = service(gateway, false);
        inOrder = service(gateway + "-", true);
    }

    private TransactionServiceImp service(String name, boolean oneThread) {
        StateRecoveryManagerImp states = new StateRecoveryManagerImp();
        states.setOltpLog(new Log());
        TransactionServiceImp service = new TransactionServiceImp(
                name, states, new UniqueIdMgr(name), MAX_MILLIS, NO_LIMIT, oneThread, new NoRecovery());
        service.init(new Properties());
        return service;
    }

    /**
     * Returns when every participant has been told to commit. With two there is nothing to do at the same time, as the deciding one has
     * nothing to prepare and the other one waits for it: then everything is done by this thread.
     *
     * @param participants the deciding one first
     * @throws RollbackException when one could not prepare (all are told to roll back), the log could not be written (none is told
     *     anything), or all have rolled back after they were told to commit
     */
    void commit(TransactionName transaction, List<Participant> participants)
            throws RollbackException, HeurMixedException, HeurHazardException, SysException {
        boolean alone = participants.size() == 2 && !transaction.home().equals(TransactionName.NO_HOME);
        CompositeTransaction composite = (alone ? inOrder : parallel).createCompositeTransaction(MAX_MILLIS);
        names.put(composite.getTid(), transaction);
        try {
            participants.forEach(composite::addParticipant);
            composite.commit();
        } finally {
            names.remove(composite.getTid());
        }
    }

    @Override
    public void close() {
        inOrder.shutdown(true);
        parallel.shutdown(true);
    }

    /** Where Atomikos writes what it does. That a transaction is finished is written by who knows that nothing of it is left. */
    private final class Log implements OltpLog {
        @Override
        public void write(PendingTransactionRecord entry) {
            TransactionName transaction = names.get(entry.id);
            if (entry.state != TxState.COMMITTING || transaction == null) {
                return;
            }
            try {
                log.committing(transaction.text(), transaction.home().equals(TransactionName.NO_HOME));
            } catch (IOException e) {
                throw new LogNotWritten(e);
            }
        }

        @Override
        public void close() {
            log.close();
        }
    }

    /** The decision log could not be written. */
    static final class LogNotWritten extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LogNotWritten(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** Recovery is ours: Atomikos's would commit what it finds in the log without asking the deciding source. */
    private static final class NoRecovery implements RecoveryLog {
        @Override
        public boolean isActive() {
            return false;
        }

        @Override
        public void closing() {
            // Nothing is open.
        }

        @Override
        public Collection<PendingTransactionRecord> getIndoubtTransactionRecords() {
            return List.of();
        }

        @Override
        public Collection<PendingTransactionRecord> getExpiredPendingCommittingTransactionRecordsAt(long time) {
            return List.of();
        }

        @Override
        public void forgetTransactionRecords(Collection<PendingTransactionRecord> coordinators) {
            // None was ever given out.
        }

        @Override
        public void recordAsCommitting(String coordinatorId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void forget(String coordinatorId) {
            // None was ever given out.
        }

        @Override
        public PendingTransactionRecord get(String coordinatorId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Collection<PendingTransactionRecord> getPendingTransactionRecords() {
            return List.of();
        }

        @Override
        public void closed() {
            // Nothing is open.
        }
    }
}
