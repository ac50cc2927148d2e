package io.federator.engine.session;

import io.federator.engine.explain.ExplainOptions;
import io.federator.engine.parser.ParsedStatement;
import io.federator.engine.parser.ast.Locking;
import io.federator.engine.parser.ast.LockingSearch;
import io.federator.engine.parser.ast.Query;
import io.federator.engine.parser.ast.SessionStatement;
import io.federator.engine.parser.ast.Statement;
import io.federator.engine.parser.ast.WriteStatement;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which statements may run now, and which are the engine's. */
final class StatementRules {
    private StatementRules() {}

    /** 25P02 in a failed transaction unless the statement ends it; 25006 or 0A000 for what would change data. */
    static void checkAllowed(Statement statement, Transaction transaction) {
        boolean leaves = statement instanceof SessionStatement.Commit
                || statement instanceof SessionStatement.Rollback
                || statement instanceof SessionStatement.RollbackTo
                || statement instanceof SessionStatement.PrepareTransaction;
        if (transaction.isFailed() && !leaves) {
            throw new SqlException(
                    SqlState.IN_FAILED_SQL_TRANSACTION,
                    "current transaction is aborted, commands ignored until end of transaction block");
        }
        if (statement instanceof Statement.DeclareCursor cursor && changes(cursor.query())) {
            throw new SqlException(
                    SqlState.FEATURE_NOT_SUPPORTED,
                    "DECLARE CURSOR must not contain data-modifying statements in WITH");
        }
        String change = change(statement);
        if (change != null && transaction.isReadOnly()) {
            throw readOnly(change);
        }
        if (change != null && !isSupported(statement)) {
            throw new SqlException(SqlState.FEATURE_NOT_SUPPORTED, change + " is not supported")
                    .withDetail("Nothing has been changed.")
                    .at(statement.position());
        }
    }

    /** 25006 for a statement that changes rows, or locks some somewhere inside. */
    static void checkWritable(Statement statement, Transaction transaction) {
        if (transaction.isReadOnly()) {
            throw readOnly(Optional.ofNullable(change(statement))
                    .or(() -> LockingSearch.first(statement).map(StatementRules::command))
                    .orElse("SELECT"));
        }
    }

    private static SqlException readOnly(String command) {
        return new SqlException(
                SqlState.READ_ONLY_SQL_TRANSACTION, "cannot execute " + command + " in a read-only transaction");
    }

    private static boolean isSupported(Statement statement) {
        return switch (statement) {
            case WriteStatement.Insert s -> true;
            case WriteStatement.Update s -> true;
            case WriteStatement.Delete s -> true;
            case WriteStatement.Merge s -> true;
            case WriteStatement.Truncate s -> true;
            case WriteStatement.Lock s -> true;
            case Statement.Copy s -> s.from() || s.source() instanceof Statement.Select;
            case Statement.Select s -> true;
            case Statement.Prepare prepare -> isSupported(prepare.statement());
            case Statement.Explain explain -> isSupported(explain.statement());
            case Statement.DeclareCursor s -> true;
            default -> false;
        };
    }

    /** What the engine is to plan for a statement, or null for what the session does itself. */
    static @Nullable ParsedStatement query(ParsedStatement parsed) {
        return switch (parsed.statement()) {
            case Statement.Select s -> parsed;
            // Only when it is run is it looked at.
            case WriteStatement.Lock s -> null;
            case WriteStatement s -> parsed;
            case Statement.Explain s -> s.statement() instanceof Statement.Execute ? null : parsed;
            case Statement.DeclareCursor s -> {
                if (s.scroll() == Statement.Scroll.CONTRADICTORY) {
                    throw new SqlException(
                            SqlState.INVALID_CURSOR_DEFINITION, "cannot specify both SCROLL and NO SCROLL");
                }
                if (s.sensitivity() == Statement.Sensitivity.CONTRADICTORY) {
                    throw new SqlException(
                            SqlState.INVALID_CURSOR_DEFINITION, "cannot specify both ASENSITIVE and INSENSITIVE");
                }
                checkLocking(s);
                yield new ParsedStatement(
                        new Statement.Select(s.query()), parsed.text(), parsed.offset(), parsed.parameterCount());
            }
            case Statement.Copy s -> {
                checkWithoutParameters(parsed);
                CopyCommands.checkEndpoint(s);
                yield s.from() ? parsed : new ParsedStatement(CopyCommands.query(s), parsed.text(), parsed.offset(), 0);
            }
            default -> null;
        };
    }

    /** 0A000 or 42P11 for a cursor that locks its rows and is to be more than one that goes forward in its transaction. */
    private static void checkLocking(Statement.DeclareCursor cursor) {
        if (cursor.query().locking().isEmpty()) {
            return;
        }
        String clause = command(cursor.query().locking().getFirst()).substring("SELECT ".length());
        if (cursor.withHold()) {
            throw new SqlException(
                            SqlState.FEATURE_NOT_SUPPORTED,
                            "DECLARE CURSOR WITH HOLD ... " + clause + " is not supported")
                    .withDetail("Holdable cursors must be READ ONLY.");
        }
        if (cursor.scroll() == Statement.Scroll.SCROLL) {
            throw new SqlException(
                            SqlState.FEATURE_NOT_SUPPORTED, "DECLARE SCROLL CURSOR ... " + clause + " is not supported")
                    .withDetail("Scrollable cursors must be READ ONLY.");
        }
        if (cursor.sensitivity() == Statement.Sensitivity.INSENSITIVE) {
            throw new SqlException(
                            SqlState.INVALID_CURSOR_DEFINITION,
                            "DECLARE INSENSITIVE CURSOR ... " + clause + " is not valid")
                    .withDetail("Insensitive cursors must be READ ONLY.");
        }
    }

    /** 42P02 for a parameter where nobody gives values to parameters. */
    static void checkWithoutParameters(ParsedStatement parsed) {
        parsed.firstParameter().ifPresent(parameter -> {
            throw new SqlException(SqlState.UNDEFINED_PARAMETER, "there is no parameter $" + parameter.number())
                    .at(parameter.position());
        });
    }

    /** The command that a statement would change data or take locks by, or null for one that only reads. */
    private static @Nullable String change(Statement statement) {
        return switch (statement) {
            // Reading transactions may lock tables.
            case WriteStatement.Lock lock -> null;
            case WriteStatement write -> command(write);
            case Statement.Select select -> change(select.query());
            case Statement.Explain explain ->
                ExplainOptions.of(explain.options()).analyze() ? change(explain.statement()) : null;
            case Statement.Prepare prepare -> change(prepare.statement());
            case Statement.DeclareCursor declare -> change(declare.query());
            case Statement.Copy copy ->
                copy.from() ? "COPY FROM" : copy.source() == null ? null : change(copy.source());
            case Statement.Call call -> "CALL";
            case Statement.Unsupported other -> other.commandTag();
            case SessionStatement s -> null;
            case Statement.Execute s -> null;
            case Statement.Deallocate s -> null;
            case Statement.Fetch s -> null;
            case Statement.CloseCursor s -> null;
        };
    }

    private static @Nullable String change(Query query) {
        if (!query.locking().isEmpty()) {
            return command(query.locking().getFirst());
        }
        return changes(query) ? "SELECT" : null;
    }

    private static String command(Locking locking) {
        return "SELECT FOR "
                + locking.strength().name().toUpperCase(Locale.ROOT).replace('_', ' ');
    }

    /** Whether a statement in its WITH changes data. */
    private static boolean changes(Query query) {
        return query.with() != null
                && query.with().tables().stream().anyMatch(table -> table.statement() instanceof WriteStatement);
    }

    private static String command(WriteStatement write) {
        return switch (write) {
            case WriteStatement.Insert s -> "INSERT";
            case WriteStatement.Update s -> "UPDATE";
            case WriteStatement.Delete s -> "DELETE";
            case WriteStatement.Merge s -> "MERGE";
            case WriteStatement.Truncate s -> "TRUNCATE TABLE";
            case WriteStatement.Lock s -> "LOCK TABLE";
        };
    }
}
