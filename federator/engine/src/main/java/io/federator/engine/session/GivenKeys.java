package io.federator.engine.session;

import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.parser.ast.Assignment;
import io.federator.engine.parser.ast.Statement;
import io.federator.engine.parser.ast.WriteStatement;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * When a session has last run a statement after which a row of a table may have a key that another row had: a cursor from before it
 * does not find its rows by their keys any more. Used by the session's thread alone.
 */
final class GivenKeys {
    /** By the tables' object identifiers: how many portals there had been. */
    private final Map<Integer, Long> portals = new HashMap<>();

    private long anyTable;

    /**
     * A statement is about to write.
     *
     * @param target the one table that it changes; empty when that is not known
     * @param made how many portals the session has had
     */
    void written(Statement statement, Optional<FederatedTable> target, long made) {
        if (target.isEmpty()) {
            anyTable = made;
        } else if (givesKeys(statement, target.get())) {
            portals.put(target.get().oid(), made);
        }
    }

    private static boolean givesKeys(Statement statement, FederatedTable table) {
        return switch (statement) {
            case WriteStatement.Update update
            when update.with() == null ->
                update.assignments().stream()
                        .flatMap(assignment -> assignment.columns().stream())
                        .map(Assignment.AssignedColumn::name)
                        .anyMatch(table.key()::contains);
            case WriteStatement.Delete delete when delete.with() == null -> false;
            default -> true;
        };
    }

    /** @throws SqlException 0A000 when the keys that a cursor's rows had may be those of others now */
    void check(Portal cursor, FederatedTable table) {
        if (Math.max(anyTable, portals.getOrDefault(table.oid(), 0L)) > cursor.number()) {
            throw new SqlException(
                            SqlState.FEATURE_NOT_SUPPORTED,
                            "WHERE CURRENT OF after rows of table \"" + table.name()
                                    + "\" were inserted or given other keys is not supported")
                    .withHint("Declare the cursor \"" + cursor.name() + "\" again, or name the row by its key.");
        }
    }
}
