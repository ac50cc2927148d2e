package io.federator.engine.unparse;

import io.federator.engine.rel.Constant;
import io.federator.engine.rel.PgTypeFactory;
import io.federator.engine.rel.RunTimeConstant;
import io.federator.engine.unparse.TableNaming.ScanColumn;
import io.federator.spi.source.Rendered;
import io.federator.spi.source.SourceColumn;
import io.federator.spi.source.SourceDialect;
import io.federator.spi.source.TextCollation;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * Writes an UPDATE or DELETE of one table whose condition and values are computed in the database, or finds that it cannot be.
 * Stateless.
 */
public final class ChangeWriter {
    private ChangeWriter() {}

    /**
     * A column and its new value.
     *
     * @param value over the row of the table's columns; null for the column's default
     */
    public record Assigned(SourceColumn column, @Nullable RexNode value) {}

    /**
     * @param table the table's name, quoted as needed
     * @param columns by their positions in the row that {@code condition} and the values are over; a column that is not listed cannot
     *     be named
     * @param condition null for all rows
     * @param assigned empty for DELETE
     */
    public static Optional<Written> write(
            String table,
            Map<Integer, ScanColumn> columns,
            @Nullable RexNode condition,
            List<Assigned> assigned,
            int width,
            SourceDialect dialect) {
        Arguments arguments = new Arguments();
        ExpressionWriter expressions = new ExpressionWriter(dialect, arguments);
        List<Cell> cells = cells(columns, width, "", dialect);
        try {
            String head = assigned.isEmpty()
                    ? "DELETE FROM " + table
                    : "UPDATE " + table + " SET " + assignments(assigned, cells, expressions, arguments, dialect);
            List<String> conjuncts = condition == null ? List.of() : expressions.conjuncts(condition, cells);
            String sql = conjuncts.isEmpty() ? head : head + " WHERE " + String.join(" AND ", conjuncts);
            List<RexNode> inOrder = new ArrayList<>();
            return Optional.of(new Written(arguments.resolve(sql, inOrder), inOrder, List.of()));
        } catch (NotWritable e) {
            return Optional.empty();
        }
    }

    /** @param prefix stands before the name of each column */
    static List<Cell> cells(Map<Integer, ScanColumn> columns, int width, String prefix, SourceDialect dialect) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            ScanColumn column = columns.get(i);
            SourceColumn source = column == null ? null : column.column();
            if (column == null || source == null) {
                cells.add(new Cell(Rendered.computed("", SqlType.TEXT), null));
                continue;
            }
            String name = prefix + dialect.quote(column.name());
            SqlType type = column.type();
            TextCollation collation = source.collation();
            Rendered raw = new Rendered(name, type, type.precision(), type.scale(), collation, source, false);
            cells.add(new Cell(raw, dialect.column(name, source, type)));
        }
        return cells;
    }

    static String assignments(
            List<Assigned> assigned,
            List<Cell> cells,
            ExpressionWriter expressions,
            Arguments arguments,
            SourceDialect dialect)
            throws NotWritable {
        List<String> items = new ArrayList<>();
        for (Assigned one : assigned) {
            String name = dialect.quote(one.column().name());
            RexNode value = one.value();
            if (value == null) {
                items.add(name + " = DEFAULT");
                continue;
            }
            items.add(name + " = " + value(one.column(), value, cells, expressions, arguments, dialect));
        }
        return String.join(", ", items);
    }

    private static String value(
            SourceColumn column,
            RexNode value,
            List<Cell> cells,
            ExpressionWriter expressions,
            Arguments arguments,
            SourceDialect dialect)
            throws NotWritable {
        SqlType type = PgTypeFactory.sqlType(value.getType());
        if (Constant.isConstant(value) || RunTimeConstant.is(value)) {
            String stored = dialect.stored(column, type);
            if (stored == null) {
                throw new NotWritable("a value of type " + type);
            }
            return arguments.placeholder(value, Rendered.computed(stored, type)).sql();
        }
        String computed = dialect.assigned(column, expressions.write(value, cells));
        if (computed == null) {
            throw new NotWritable("a computed value of type " + type);
        }
        return computed;
    }
}
