package io.federator.engine.session;

import io.federator.engine.context.SourceReading;
import io.federator.engine.context.SourceWriting;
import io.federator.engine.parser.ast.SessionStatement.TransactionModes;
import io.federator.engine.pipeline.QueryEngine;
import io.federator.engine.session.setting.SessionSettings;
import io.federator.engine.session.setting.SessionSettings.Snapshot;
import io.federator.engine.transaction.SourceTransaction;
import io.federator.engine.transaction.Span;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.TransactionMode;
import io.federator.spi.source.TransactionMode.Isolation;
import io.federator.spi.value.RowCursor;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a session stands between BEGIN and COMMIT. Every statement runs in a transaction: without BEGIN in an implicit one, which
 * ends with the message or, in the extended protocol, at Sync. Settings roll back with it.
 *
 * <p>Under READ COMMITTED each statement sees each source as it is at the moment. Under REPEATABLE READ and SERIALIZABLE each source
 * that the transaction touches is read on one connection, at that level there, until the transaction ends: it shows one state, that of
 * its first statement. Two sources are first touched at different moments.
 */
final class Transaction {
    private enum Block {
        NONE,
        /** A statement without BEGIN. */
        IMPLICIT,
        /** Several statements of one message without BEGIN: they fail together. */
        IMPLICIT_BLOCK,
        EXPLICIT,
        FAILED
    }

    /**
     * A savepoint.
     *
     * @param portals how many portals the session had made when it was set
     * @param inSources its number in the sources' transaction, which may have begun later
     */
    record Savepoint(String name, Snapshot settings, long portals, Notifications.Mark notifications, int inSources) {
        Savepoint inSources(int number) {
            return new Savepoint(name, settings, portals, notifications, number);
        }
    }

    private final SessionSettings settings;
    private final Clock clock;
    private final List<Savepoint> savepoints = new ArrayList<>();
    private Block block = Block.NONE;
    private long startMicros;
    private long statementMicros;
    private int queries;
    private @Nullable Snapshot atStart;
    private @Nullable SourceTransaction sources;

    Transaction(SessionSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    TransactionStatus status() {
        return switch (block) {
            case NONE, IMPLICIT, IMPLICIT_BLOCK -> TransactionStatus.IDLE;
            case EXPLICIT -> TransactionStatus.IN_TRANSACTION;
            case FAILED -> TransactionStatus.FAILED;
        };
    }

    /** Whether a transaction of any kind is open. */
    boolean isOpen() {
        return block != Block.NONE;
    }

    boolean isExplicit() {
        return block == Block.EXPLICIT || block == Block.FAILED;
    }

    boolean isFailed() {
        return block == Block.FAILED;
    }

    /** PostgreSQL's transaction block: what DECLARE CURSOR and SET LOCAL need. */
    boolean isBlock() {
        return block == Block.EXPLICIT || block == Block.IMPLICIT_BLOCK;
    }

    long startMicros() {
        return startMicros;
    }

    long statementMicros() {
        return statementMicros;
    }

    /** A statement begins: opens an implicit transaction unless one is open. */
    void statement() {
        statementMicros = now();
        if (block == Block.NONE) {
            open(Block.IMPLICIT);
        }
    }

    /** More statements of the same message or pipeline follow. */
    void implicitBlock() {
        if (block == Block.NONE) {
            statement();
        }
        if (block == Block.IMPLICIT) {
            block = Block.IMPLICIT_BLOCK;
        }
    }

    /** BEGIN; false if there was a transaction block already. */
    boolean begin() {
        if (block == Block.EXPLICIT) {
            return false;
        }
        if (block == Block.NONE) {
            open(Block.EXPLICIT);
        }
        block = Block.EXPLICIT;
        return true;
    }

    void commit() {
        settings.endOfTransaction();
        close();
    }

    /**
     * What the sources have to say to COMMIT.
     *
     * @throws SqlException 40001 when one cannot serialize what was read there
     */
    void commitSources() {
        SourceTransaction touched = sources;
        if (touched != null) {
            touched.commit();
        }
    }

    /** Gives the sources' connections back, after all that reads from them has been closed. */
    void releaseSources() {
        SourceTransaction touched = sources;
        sources = null;
        if (touched != null) {
            touched.close();
        }
    }

    /** How a statement that begins now reads the sources. */
    SourceReading reading(QueryEngine engine) {
        Optional<Isolation> level = snapshotLevel();
        SourceTransaction known = sources;
        if (level.isEmpty()) {
            return known == null ? SourceReading.EACH_ALONE : known;
        }
        return sources(level.get(), engine, Span.OPEN);
    }

    /**
     * How a statement that begins now writes to the sources; from then on it and all later ones read in the same way.
     *
     * @param span what is known of the transaction when the statement is its first
     */
    SourceWriting writing(QueryEngine engine, Span span) {
        return sources(
                snapshotLevel().orElse(Isolation.READ_COMMITTED), engine, block == Block.IMPLICIT ? span : Span.OPEN);
    }

    private SourceTransaction sources(Isolation level, QueryEngine engine, Span span) {
        TransactionMode mode = new TransactionMode(level, isReadOnly(), settings.isOn("transaction_deferrable"));
        SourceTransaction current = sources;
        boolean changed = queries == 0 && current != null && !current.mode().equals(mode);
        if (current == null || changed) {
            // No source has been touched, so that there is nothing to give back.
            current = engine.begin(mode, span);
            sources = current;
            if (!savepoints.isEmpty()) {
                int inSources = current.savepoint();
                savepoints.replaceAll(savepoint -> savepoint.inSources(inSources));
            }
        }
        return current;
    }

    /** The rows of a cursor that is to outlive the transaction, which they may have to be read into memory for at its end. */
    RowCursor holdable(RowCursor rows) {
        SourceTransaction touched = sources;
        return touched == null ? new HeldRows(rows) : touched.holdable(rows);
    }

    private Optional<Isolation> snapshotLevel() {
        if (block == Block.NONE) {
            return Optional.empty();
        }
        return switch (settings.show("transaction_isolation")) {
            case "repeatable read" -> Optional.of(Isolation.REPEATABLE_READ);
            case "serializable" -> Optional.of(Isolation.SERIALIZABLE);
            default -> Optional.empty();
        };
    }

    void rollback() {
        if (atStart != null) {
            settings.restore(atStart);
        }
        settings.endOfTransaction();
        close();
    }

    /** An error: a transaction block waits for its end, anything else is rolled back at once. True in the latter case. */
    boolean fail() {
        if (block == Block.EXPLICIT || block == Block.FAILED) {
            block = Block.FAILED;
            // As PostgreSQL: what was set since the last savepoint is gone at once, not only with ROLLBACK.
            if (!savepoints.isEmpty()) {
                settings.restore(savepoints.getLast().settings());
            } else if (atStart != null) {
                settings.restore(atStart);
            }
            return false;
        }
        rollback();
        return true;
    }

    private void open(Block kind) {
        block = kind;
        startMicros = statementMicros = now();
        queries = 0;
        atStart = settings.snapshot();
    }

    private void close() {
        block = Block.NONE;
        savepoints.clear();
        atStart = null;
    }

    /** The clock, in microseconds since 1970-01-01 UTC. */
    long now() {
        Instant now = clock.instant();
        return now.getEpochSecond() * 1_000_000L + now.getNano() / 1_000;
    }

    /** The modes of BEGIN and SET TRANSACTION. */
    void modes(TransactionModes modes, boolean begin) {
        var isolation = modes.isolation();
        if (isolation != null) {
            String level = isolation.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            setOwn("transaction_isolation", level, begin);
        }
        Boolean readOnly = modes.readOnly();
        if (readOnly != null) {
            setOwn("transaction_read_only", readOnly ? "on" : "off", begin);
        }
        Boolean deferrable = modes.deferrable();
        if (deferrable != null) {
            setOwn("transaction_deferrable", deferrable ? "on" : "off", begin);
        }
    }

    /** Sets one of the settings that belong to the transaction and end with it. */
    void setOwn(String name, String value, boolean begin) {
        String old = settings.show(name);
        boolean late = !begin && (queries > 0 || !savepoints.isEmpty());
        if (late && name.equals("transaction_isolation") && !old.equals(value)) {
            throw new SqlException(
                    SqlState.ACTIVE_SQL_TRANSACTION,
                    savepoints.isEmpty()
                            ? "SET TRANSACTION ISOLATION LEVEL must be called before any query"
                            : "SET TRANSACTION ISOLATION LEVEL must not be called in a subtransaction");
        }
        if (late && name.equals("transaction_read_only") && value.equals("off") && old.equals("on")) {
            throw new SqlException(
                    SqlState.ACTIVE_SQL_TRANSACTION, "transaction read-write mode must be set before any query");
        }
        settings.set(name, value, true);
    }

    /** A query begins that reads tables. */
    void query() {
        queries++;
    }

    boolean isReadOnly() {
        return settings.isOn("transaction_read_only");
    }

    void savepoint(String name, long portals, Notifications.Mark notifications) {
        int inSources = sources == null ? 0 : sources.savepoint();
        savepoints.add(new Savepoint(name, settings.snapshot(), portals, notifications, inSources));
    }

    /** Whether ROLLBACK TO SAVEPOINT could still make a failed transaction go on. */
    Optional<Savepoint> lastSavepoint() {
        return savepoints.isEmpty() ? Optional.empty() : Optional.of(savepoints.getLast());
    }

    void release(String name) {
        int at = find(name);
        savepoints.subList(at, savepoints.size()).clear();
    }

    /** Takes the settings back; the savepoint itself stays. */
    void rollbackTo(String name) {
        int at = find(name);
        savepoints.subList(at + 1, savepoints.size()).clear();
        Savepoint savepoint = savepoints.get(at);
        settings.restore(savepoint.settings());
        block = Block.EXPLICIT;
        if (sources != null) {
            sources.rollbackTo(savepoint.inSources());
        }
    }

    Savepoint savepointOf(String name) {
        return savepoints.get(find(name));
    }

    private int find(String name) {
        for (int i = savepoints.size() - 1; i >= 0; i--) {
            if (savepoints.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new SqlException(SqlState.INVALID_SAVEPOINT_SPECIFICATION, "savepoint \"" + name + "\" does not exist");
    }
}
