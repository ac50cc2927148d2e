package io.federator.engine.session;

import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.FromItem;
import io.federator.engine.parser.ast.Name;
import io.federator.engine.parser.ast.Query;
import io.federator.engine.parser.ast.QueryBody;
import io.federator.engine.parser.ast.Statement;
import io.federator.engine.parser.ast.Target;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** COPY TO: the rows of a query or a table in a format of its own. */
final class CopyCommands {
    private CopyCommands() {}

    /** The query whose rows are copied. */
    static Statement.Select query(Statement.Copy copy) {
        if (copy.source() instanceof Statement.Select select) {
            return select;
        }
        Name table = copy.table();
        if (table == null) {
            throw new SqlException(
                    SqlState.FEATURE_NOT_SUPPORTED, "COPY of a statement that changes data is not supported");
        }
        int position = copy.position();
        QueryBody body = new QueryBody.Select(
                null,
                targets(copy),
                List.of(new FromItem.Table(table, false, null, null, table.position())),
                null,
                List.of(),
                false,
                null,
                List.of(),
                position);
        return new Statement.Select(new Query(null, body, List.of(), null, null, false, List.of(), position));
    }

    /** COPY looks names up itself, with fewer words than a query has for them. */
    static <T> T inItsWords(Statement.Copy copy, Supplier<T> planning) {
        try {
            return planning.get();
        } catch (SqlException e) {
            Name table = copy.table();
            if (table == null || copy.from()) {
                throw table == null || e.state() != SqlState.UNDEFINED_TABLE ? e : e.at(0);
            }
            boolean column =
                    e.state() == SqlState.UNDEFINED_COLUMN && !copy.columns().isEmpty();
            throw column
                    ? new SqlException(
                            e.state(),
                            e.text().replace(" does not exist", " of relation \"" + table.last() + "\" does not exist"))
                    : e.at(0);
        }
    }

    private static List<Target> targets(Statement.Copy copy) {
        int position = copy.position();
        if (copy.columns().isEmpty()) {
            return List.of(new Target(new Expression.ColumnRef(List.of(), true, position), null, position));
        }
        Set<String> seen = new HashSet<>();
        for (String column : copy.columns()) {
            if (!seen.add(column)) {
                throw new SqlException(SqlState.DUPLICATE_COLUMN, "column \"" + column + "\" specified more than once");
            }
        }
        return copy.columns().stream()
                .map(column -> new Target(new Expression.ColumnRef(List.of(column), false, position), null, position))
                .toList();
    }

    /** @throws SqlException 42501 for a file or program, which would be the server's */
    static void checkEndpoint(Statement.Copy copy) {
        String refused = switch (copy.endpoint()) {
            case CLIENT -> null;
            case FILE -> copy.from() ? "permission denied to COPY from a file" : "permission denied to COPY to a file";
            case PROGRAM -> "permission denied to COPY to or from an external program";
        };
        if (refused != null) {
            String detail = switch (copy.endpoint()) {
                case PROGRAM -> "\"pg_execute_server_program\" role may COPY to or from an external program.";
                default ->
                    copy.from()
                            ? "\"pg_read_server_files\" role may COPY from a file."
                            : "\"pg_write_server_files\" role may COPY to a file.";
            };
            throw new SqlException(SqlState.INSUFFICIENT_PRIVILEGE, refused)
                    .withDetail("Only roles with privileges of the " + detail)
                    .withHint("Anyone can COPY to stdout or from stdin. psql's \\copy command also works for anyone.");
        }
    }
}
