package io.federator.engine.session;

import io.federator.engine.parser.ast.SessionStatement;
import io.federator.engine.parser.ast.SessionStatement.Isolation;
import io.federator.engine.parser.ast.SessionStatement.TransactionModes;
import io.federator.engine.session.setting.SessionSettings;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** BEGIN to COMMIT, savepoints, and the other statements about transactions and channels. */
final class TransactionCommands {
    private final Session session;

    TransactionCommands(Session session) {
        this.session = session;
    }

    Outcome execute(SessionStatement statement) {
        Transaction transaction = session.transaction();
        String tag = switch (statement) {
            case SessionStatement.Begin s -> begin(s);
            case SessionStatement.Commit s -> commit(s.chain());
            case SessionStatement.Rollback s -> rollback(s.chain());
            case SessionStatement.SetTransaction s -> setTransaction(s);
            case SessionStatement.Savepoint s -> {
                requireBlock("SAVEPOINT");
                transaction.savepoint(
                        s.name(),
                        session.portals().made(),
                        session.notifications().mark());
                yield "SAVEPOINT";
            }
            case SessionStatement.ReleaseSavepoint s -> {
                requireBlock("RELEASE SAVEPOINT");
                transaction.release(s.name());
                yield "RELEASE";
            }
            case SessionStatement.RollbackTo s -> {
                requireBlock("ROLLBACK TO SAVEPOINT");
                Transaction.Savepoint savepoint = transaction.savepointOf(s.name());
                session.portals().closeSince(savepoint.portals());
                session.notifications().rollbackTo(savepoint.notifications());
                transaction.rollbackTo(s.name());
                yield "ROLLBACK";
            }
            case SessionStatement.SetConstraints s -> {
                if (!transaction.isBlock()) {
                    warnOutside("SET CONSTRAINTS");
                }
                if (!s.constraints().isEmpty()) {
                    throw new SqlException(
                            SqlState.UNDEFINED_OBJECT,
                            "constraint \"" + s.constraints().getFirst() + "\" does not exist");
                }
                yield "SET CONSTRAINTS";
            }
            case SessionStatement.Listen s -> {
                session.notifications().listen(s.channel());
                yield "LISTEN";
            }
            case SessionStatement.Unlisten s -> {
                session.notifications().unlisten(s.channel());
                yield "UNLISTEN";
            }
            case SessionStatement.Notify s -> {
                String payload = s.payload();
                session.notifications().tell(s.channel(), payload == null ? "" : payload);
                yield "NOTIFY";
            }
            case SessionStatement.SetSnapshot s -> throw unsupported("SET TRANSACTION SNAPSHOT");
            case SessionStatement.PrepareTransaction s ->
                throw new SqlException(SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE, "prepared transactions are disabled");
            case SessionStatement.CommitPrepared s -> throw noPrepared(s.id());
            case SessionStatement.RollbackPrepared s -> throw noPrepared(s.id());
            default -> throw new IllegalStateException("no statement about transactions: " + statement);
        };
        return new Outcome.Done(tag);
    }

    private String begin(SessionStatement.Begin s) {
        if (!session.transaction().begin()) {
            session.notice(
                    Notice.warning(SqlState.ACTIVE_SQL_TRANSACTION, "there is already a transaction in progress"));
        }
        session.transaction().modes(s.modes(), true);
        return s.start() ? "START TRANSACTION" : "BEGIN";
    }

    private String commit(boolean chain) {
        Transaction transaction = session.transaction();
        if (transaction.isFailed()) {
            rollback(chain);
            return "ROLLBACK";
        }
        if (!transaction.isExplicit()) {
            withoutTransaction("COMMIT", chain);
        }
        TransactionModes modes = modes();
        session.commit();
        chain(chain, modes);
        return "COMMIT";
    }

    private String rollback(boolean chain) {
        Transaction transaction = session.transaction();
        if (!transaction.isExplicit()) {
            withoutTransaction("ROLLBACK", chain);
        }
        TransactionModes modes = modes();
        session.rollback();
        chain(chain, modes);
        return "ROLLBACK";
    }

    private void withoutTransaction(String command, boolean chain) {
        if (chain) {
            throw new SqlException(
                    SqlState.NO_ACTIVE_SQL_TRANSACTION, command + " AND CHAIN can only be used in transaction blocks");
        }
        session.notice(Notice.warning(SqlState.NO_ACTIVE_SQL_TRANSACTION, "there is no transaction in progress"));
    }

    /** The modes of the transaction that ends, which AND CHAIN passes on. */
    private TransactionModes modes() {
        SessionSettings settings = session.settings();
        String level =
                settings.show("transaction_isolation").toUpperCase(Locale.ROOT).replace(' ', '_');
        return new TransactionModes(
                Isolation.valueOf(level),
                settings.isOn("transaction_read_only"),
                settings.isOn("transaction_deferrable"));
    }

    private void chain(boolean chain, TransactionModes modes) {
        if (chain) {
            session.transaction().begin();
            session.transaction().modes(modes, true);
        }
    }

    private String setTransaction(SessionStatement.SetTransaction s) {
        if (!s.session()) {
            if (!session.transaction().isBlock()) {
                warnOutside("SET TRANSACTION");
            }
            session.transaction().modes(s.modes(), false);
            return "SET";
        }
        TransactionModes modes = s.modes();
        Isolation isolation = modes.isolation();
        if (isolation != null) {
            String level = isolation.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            session.settings().set("default_transaction_isolation", level, false);
        }
        setDefault("default_transaction_read_only", modes.readOnly());
        setDefault("default_transaction_deferrable", modes.deferrable());
        return "SET";
    }

    private void setDefault(String name, @Nullable Boolean value) {
        if (value != null) {
            session.settings().set(name, value ? "on" : "off", false);
        }
    }

    private void requireBlock(String command) {
        if (!session.transaction().isExplicit()) {
            throw new SqlException(
                    SqlState.NO_ACTIVE_SQL_TRANSACTION, command + " can only be used in transaction blocks");
        }
    }

    private void warnOutside(String command) {
        session.notice(Notice.warning(
                SqlState.NO_ACTIVE_SQL_TRANSACTION, command + " can only be used in transaction blocks"));
    }

    private static SqlException noPrepared(String id) {
        return new SqlException(
                SqlState.UNDEFINED_OBJECT, "prepared transaction with identifier \"" + id + "\" does not exist");
    }

    private static SqlException unsupported(String what) {
        return new SqlException(SqlState.FEATURE_NOT_SUPPORTED, what + " is not supported");
    }
}
