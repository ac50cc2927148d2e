package io.federator.engine.writer;

import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.catalog.Placement.Copy;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.LeafStatement.Argument;
import io.federator.spi.source.Rendered;
import io.federator.spi.source.RowLock;
import io.federator.spi.source.SourceColumn;
import io.federator.spi.source.SourceDialect;
import io.federator.spi.source.TableLoad;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The statements by which rows of one copy are written, found by their key. Immutable. */
final class CopyStatements {
    private final FederatedTable table;
    private final Copy copy;
    private final SourceDialect dialect;
    private final List<Integer> key;

    CopyStatements(FederatedTable table, Copy copy, SourceDialect dialect) {
        this.table = table;
        this.copy = copy;
        this.dialect = dialect;
        this.key = table.key().stream()
                .map(name -> table.column(name).orElseThrow())
                .toList();
    }

    Copy copy() {
        return copy;
    }

    SourceDialect dialect() {
        return dialect;
    }

    /** Positions of the key's columns. */
    List<Integer> key() {
        return key;
    }

    private SourceColumn source(int column) {
        return Objects.requireNonNull(
                copy.columns().get(table.columns().get(column).name()));
    }

    SourceColumn.Filling filling(int column) {
        return source(column).filling();
    }

    private SqlType type(int column) {
        return table.columns().get(column).type();
    }

    private String name(int column) {
        return dialect.quote(source(column).name());
    }

    private String target() {
        return dialect.table(copy.table().name());
    }

    Argument argument(int column, @Nullable Object value) {
        requireHeld(column, value);
        return new Argument(type(column), value);
    }

    private void requireHeld(int column, @Nullable Object value) {
        if (value != null && !dialect.holds(type(column), value)) {
            throw cannotKeep(column, "the value");
        }
    }

    private SqlException cannotKeep(int column, String what) {
        return new SqlException(
                        SqlState.FEATURE_NOT_SUPPORTED,
                        "source \"" + copy.source() + "\" cannot keep " + what + " of column \""
                                + table.columns().get(column).name() + "\"")
                .fromSource(copy.source());
    }

    private String stored(int column) {
        String sql = dialect.stored(source(column), type(column));
        if (sql == null) {
            throw cannotKeep(column, "a value of type " + type(column).bare());
        }
        return sql;
    }

    /** @param overriding the OVERRIDING clause with a blank before it, or nothing */
    String insert(List<Integer> columns, int rows, String overriding) {
        List<String> names = columns.stream().map(this::name).toList();
        if (columns.isEmpty()) {
            return "INSERT INTO " + target() + " " + dialect.emptyRow();
        }
        String row = "(" + String.join(", ", columns.stream().map(this::stored).toList()) + ")";
        return "INSERT INTO " + target() + " (" + String.join(", ", names) + ")" + overriding + " VALUES "
                + String.join(", ", Collections.nCopies(rows, row));
    }

    /** {@code RETURNING} these columns, as {@link #types} has them. */
    String returning(List<Integer> columns) {
        return " RETURNING " + outputs(columns);
    }

    private String outputs(List<Integer> columns) {
        List<String> items = new ArrayList<>();
        for (int column : columns) {
            String item = dialect.output(raw(column));
            if (item == null) {
                throw cannotKeep(column, "a value of type " + type(column).bare());
            }
            items.add(item);
        }
        return String.join(", ", items);
    }

    private Rendered raw(int column) {
        SqlType type = type(column);
        SourceColumn source = source(column);
        return new Rendered(name(column), type, type.precision(), type.scale(), source.collation(), source, false);
    }

    /** Rows as the source's own command for many rows takes them; null where INSERT has to be used. */
    @Nullable TableLoad load(List<Integer> columns, List<@Nullable Object[]> rows) {
        boolean able = copy.table().loadable()
                && !columns.isEmpty()
                && columns.stream().allMatch(column -> dialect.loads(source(column), type(column)));
        if (!able) {
            return null;
        }
        rows.forEach(row -> columns.forEach(column -> requireHeld(column, row[column])));
        return new TableLoad(
                copy.table().name(),
                columns.stream().map(this::source).toList(),
                types(columns),
                new Loaded(columns, rows));
    }

    private record Loaded(List<Integer> columns, List<@Nullable Object[]> all) implements TableLoad.Values {
        @Override
        public int rows() {
            return all.size();
        }

        @Override
        public @Nullable Object value(int row, int column) {
            return all.get(row)[columns.get(column)];
        }
    }

    List<SqlType> types(List<Integer> columns) {
        return columns.stream().map(this::type).toList();
    }

    /**
     * Reads columns of the rows in which these columns have given values.
     *
     * @param lock null for none
     */
    String select(List<Integer> columns, List<Integer> by, int times, @Nullable RowLock lock) {
        return "SELECT " + outputs(columns) + " FROM " + target() + " WHERE "
                + String.join(" OR ", Collections.nCopies(times, condition(by)))
                + (lock == null ? "" : " " + dialect.locking(lock));
    }

    /** Reads columns of the row that the session's last INSERT has made, found by the key that it has counted. */
    String selectLast(List<Integer> columns) {
        String counted = dialect.lastCounted();
        if (counted == null || key.size() != 1) {
            throw cannotKeep(key.isEmpty() ? 0 : key.getFirst(), "and tell what it has put into it: the default");
        }
        return "SELECT " + outputs(columns) + " FROM " + target() + " WHERE " + name(key.getFirst()) + " = " + counted;
    }

    /** @param columns those that get values, {@code toDefault} those that get what the source fills in */
    String update(List<Integer> columns, List<Integer> toDefault) {
        List<String> items = new ArrayList<>();
        columns.forEach(column -> items.add(name(column) + " = " + stored(column)));
        toDefault.forEach(column -> items.add(name(column) + " = DEFAULT"));
        return "UPDATE " + target() + " SET " + String.join(", ", items) + " WHERE " + keyCondition();
    }

    String delete() {
        return "DELETE FROM " + target() + " WHERE " + keyCondition();
    }

    /** With a placeholder for each of the key's columns. */
    private String keyCondition() {
        if (key.isEmpty()) {
            throw new SqlException(
                            SqlState.FEATURE_NOT_SUPPORTED,
                            "rows of table \"" + table.name() + "\" cannot be found again, as it has no key")
                    .withHint("Declare a key in the catalog file.");
        }
        return condition(key);
    }

    private String condition(List<Integer> columns) {
        List<String> conditions = new ArrayList<>();
        for (int column : columns) {
            SqlType type = type(column).bare();
            Rendered value = dialect.column(name(column), source(column), type(column));
            Rendered parameter = dialect.parameter(type);
            Rendered equal = value == null || parameter == null
                    ? null
                    : dialect.call("=", List.of(value, parameter), SqlType.BOOL);
            if (equal == null || equal.sql().indexOf('?') != equal.sql().lastIndexOf('?')) {
                throw cannotKeep(column, "and find the key");
            }
            conditions.add(equal.sql());
        }
        return "(" + String.join(" AND ", conditions) + ")";
    }

    List<Argument> keyArguments(@Nullable Object[] row) {
        return arguments(key, row);
    }

    List<Argument> arguments(List<Integer> columns, @Nullable Object[] row) {
        return columns.stream().map(column -> argument(column, row[column])).toList();
    }
}
