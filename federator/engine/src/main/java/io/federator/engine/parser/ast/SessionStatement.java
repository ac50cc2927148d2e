package io.federator.engine.parser.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement about the session or its transaction. */
public sealed interface SessionStatement extends Statement {
    /**
     * SET. {@code SET TIME ZONE x} is {@code timezone}, {@code SET NAMES x} is {@code client_encoding}, {@code SET SCHEMA x}
     * is {@code search_path}, {@code SET ROLE x} is {@code role}, {@code SET SESSION AUTHORIZATION x} is
     * {@code session_authorization}. Names keep the case that identifiers have and may hold dots.
     *
     * @param values null for DEFAULT
     */
    record Set(Scope scope, String name, @Nullable List<SettingValue> values, int position)
            implements SessionStatement {
        public Set {
            values = values == null ? null : List.copyOf(values);
        }
    }

    /** How long a SET lasts. */
    enum Scope {
        SESSION,
        LOCAL
    }

    /**
     * One value of SET, as text; numbers keep their sign.
     *
     * @param interval the interval type of {@code SET TIME ZONE INTERVAL '1' HOUR}, or null
     */
    record SettingValue(String text, Kind kind, @Nullable TypeName interval, int position) {
        /** How a value was written. */
        public enum Kind {
            WORD,
            STRING,
            NUMBER
        }
    }

    /** SET … FROM CURRENT. */
    record SetFromCurrent(Scope scope, String name, int position) implements SessionStatement {}

    /** SHOW; {@code SHOW TIME ZONE} is {@code timezone}, {@code TRANSACTION ISOLATION LEVEL} {@code transaction_isolation}. */
    record Show(String name, int position) implements SessionStatement {}

    /** SHOW ALL. */
    record ShowAll(int position) implements SessionStatement {}

    /** RESET; null for ALL. */
    record Reset(@Nullable String name, int position) implements SessionStatement {}

    /** DISCARD. */
    record Discard(DiscardTarget target, int position) implements SessionStatement {}

    /** What DISCARD drops. */
    enum DiscardTarget {
        ALL,
        PLANS,
        SEQUENCES,
        TEMP
    }

    /** BEGIN, or with {@code start} START TRANSACTION. */
    record Begin(TransactionModes modes, boolean start, int position) implements SessionStatement {}

    /** SET TRANSACTION, and with {@code session} SET SESSION CHARACTERISTICS AS TRANSACTION. */
    record SetTransaction(boolean session, TransactionModes modes, int position) implements SessionStatement {}

    /** SET TRANSACTION SNAPSHOT. */
    record SetSnapshot(String snapshot, int position) implements SessionStatement {}

    /** Modes of a transaction; null where not written, the last where written twice. */
    record TransactionModes(
            @Nullable Isolation isolation,
            @Nullable Boolean readOnly,
            @Nullable Boolean deferrable) {}

    /** Isolation levels. */
    enum Isolation {
        READ_UNCOMMITTED,
        READ_COMMITTED,
        REPEATABLE_READ,
        SERIALIZABLE
    }

    /** COMMIT or END. */
    record Commit(boolean chain, int position) implements SessionStatement {}

    /** ROLLBACK or ABORT. */
    record Rollback(boolean chain, int position) implements SessionStatement {}

    /** SAVEPOINT. */
    record Savepoint(String name, int position) implements SessionStatement {}

    /** RELEASE [SAVEPOINT]. */
    record ReleaseSavepoint(String name, int position) implements SessionStatement {}

    /** ROLLBACK TO [SAVEPOINT]. */
    record RollbackTo(String name, int position) implements SessionStatement {}

    /** PREPARE TRANSACTION. */
    record PrepareTransaction(String id, int position) implements SessionStatement {}

    /** COMMIT PREPARED. */
    record CommitPrepared(String id, int position) implements SessionStatement {}

    /** ROLLBACK PREPARED. */
    record RollbackPrepared(String id, int position) implements SessionStatement {}

    /** SET CONSTRAINTS; no names for ALL. */
    record SetConstraints(List<Name> constraints, boolean deferred, int position) implements SessionStatement {
        public SetConstraints {
            constraints = List.copyOf(constraints);
        }
    }

    /** LISTEN. */
    record Listen(String channel, int position) implements SessionStatement {}

    /** UNLISTEN; null for {@code *}. */
    record Unlisten(@Nullable String channel, int position) implements SessionStatement {}

    /** NOTIFY. */
    record Notify(String channel, @Nullable String payload, int position) implements SessionStatement {}
}
