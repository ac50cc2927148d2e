package io.federator.engine.session;

import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.Statement;
import io.federator.engine.parser.ast.WriteStatement;
import io.federator.engine.pipeline.LockedKey;
import io.federator.engine.pipeline.PreparedQuery;
import io.federator.engine.pipeline.QueryEngine;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The row that is meant by WHERE CURRENT OF: that of a cursor which has locked its rows, by the key that they had then. */
final class CurrentRow {
    private CurrentRow() {}

    /** The cursor that a statement names. */
    static Optional<String> cursor(Statement statement) {
        Expression where = switch (statement) {
            case WriteStatement.Update update -> update.where();
            case WriteStatement.Delete delete -> delete.where();
            case Statement.Explain explain -> {
                Optional<String> explained = cursor(explain.statement());
                yield explained
                        .<Expression>map(name -> new Expression.CurrentOf(name, explain.position()))
                        .orElse(null);
            }
            default -> null;
        };
        return where instanceof Expression.CurrentOf current ? Optional.of(current.cursor()) : Optional.empty();
    }

    /**
     * The values of the key of the cursor's row.
     *
     * @param plan of the statement that names the cursor
     * @param given the keys that rows were given
     * @throws SqlException 34000 when there is no such cursor, 24000 when it is not at a row of the table or has not locked it
     */
    static List<@Nullable Object> key(Session session, String cursor, PreparedQuery plan, GivenKeys given) {
        Portal portal = session.portals()
                .find(cursor)
                .orElseThrow(() ->
                        new SqlException(SqlState.INVALID_CURSOR_NAME, "cursor \"" + cursor + "\" does not exist"));
        QueryEngine engine = session.services().queries();
        FederatedTable table = engine.target(plan).orElseThrow();
        CursorPosition position = portal.position();
        PreparedQuery query = portal.statement().plan();
        if (position == null || query == null) {
            throw wrong(cursor, "is not a SELECT query");
        }
        if (portal.isHeld()) {
            throw wrong(cursor, "is held from a previous transaction");
        }
        LockedKey locked = locked(engine.locked(query), table, cursor);
        if (!position.isOnRow()) {
            throw wrong(cursor, "is not positioned on a row");
        }
        given.check(portal, table);
        List<@Nullable Object> key = new ArrayList<>();
        locked.columns().forEach(column -> key.add(position.value(column)));
        return key;
    }

    private static LockedKey locked(List<LockedKey> all, FederatedTable table, String cursor) {
        if (all.isEmpty()) {
            throw new SqlException(
                            SqlState.FEATURE_NOT_SUPPORTED,
                            "WHERE CURRENT OF with a cursor that does not lock its rows is not supported")
                    .withHint("Declare the cursor with FOR UPDATE.");
        }
        List<LockedKey> own =
                all.stream().filter(key -> key.table().oid() == table.oid()).toList();
        if (own.size() > 1) {
            throw wrong(cursor, "has multiple FOR UPDATE/SHARE references to table \"" + table.name() + "\"");
        }
        if (own.isEmpty()) {
            throw wrong(cursor, "does not have a FOR UPDATE/SHARE reference to table \"" + table.name() + "\"");
        }
        return own.getFirst();
    }

    private static SqlException wrong(String cursor, String how) {
        return new SqlException(SqlState.INVALID_CURSOR_STATE, "cursor \"" + cursor + "\" " + how);
    }

    /** @throws SqlException 0A000 where the row was not found: the transaction has changed its key, or deleted it */
    static void checkFound(String cursor, long rows) {
        if (rows == 0) {
            throw new SqlException(
                            SqlState.FEATURE_NOT_SUPPORTED,
                            "the row that cursor \"" + cursor + "\" is positioned on is not found any more")
                    .withDetail("This transaction has deleted it, or changed its key.");
        }
    }
}
