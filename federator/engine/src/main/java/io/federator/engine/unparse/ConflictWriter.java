package io.federator.engine.unparse;

import io.federator.engine.binder.BoundWrite.ConflictIndex;
import io.federator.engine.unparse.ChangeWriter.Assigned;
import io.federator.engine.unparse.TableNaming.ScanColumn;
import io.federator.spi.source.Rendered;
import io.federator.spi.source.SourceDialect;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/** Writes an ON CONFLICT clause that the database is to decide about, or finds that it cannot be. Stateless. */
public final class ConflictWriter {
    private final String table;
    private final Map<Integer, ScanColumn> columns;
    private final ConflictIndex index;
    private final SourceDialect dialect;

    /**
     * @param table the table's name, quoted as needed
     * @param columns all of the table's, by their positions
     */
    public ConflictWriter(String table, Map<Integer, ScanColumn> columns, ConflictIndex index, SourceDialect dialect) {
        this.table = table;
        this.columns = Map.copyOf(columns);
        this.index = index;
        this.dialect = dialect;
    }

    /** DO NOTHING. */
    public Optional<Written> nothing() {
        Arguments arguments = new Arguments();
        try {
            return written(target(new ExpressionWriter(dialect, arguments)) + " DO NOTHING", arguments);
        } catch (NotWritable e) {
            return Optional.empty();
        }
    }

    /**
     * DO UPDATE.
     *
     * @param assigned values over the row that is there and, behind it, the one that was to be inserted
     * @param condition over the same
     */
    public Optional<Written> update(List<Assigned> assigned, Optional<RexNode> condition) {
        Arguments arguments = new Arguments();
        ExpressionWriter expressions = new ExpressionWriter(dialect, arguments);
        int width = columns.size();
        List<Cell> cells = new ArrayList<>(ChangeWriter.cells(columns, width, table + ".", dialect));
        cells.addAll(ChangeWriter.cells(columns, width, "excluded.", dialect));
        cells.add(new Cell(Rendered.computed("", SqlType.TEXT), null));
        try {
            String sql = target(expressions) + " DO UPDATE SET "
                    + ChangeWriter.assignments(assigned, cells, expressions, arguments, dialect);
            if (condition.isPresent()) {
                sql += where(expressions.conjuncts(condition.get(), cells));
            }
            return written(sql, arguments);
        } catch (NotWritable e) {
            return Optional.empty();
        }
    }

    private static Optional<Written> written(String sql, Arguments arguments) {
        List<RexNode> inOrder = new ArrayList<>();
        return Optional.of(new Written(arguments.resolve(sql, inOrder), inOrder, List.of()));
    }

    private static String where(List<String> conjuncts) {
        return conjuncts.isEmpty() ? "" : " WHERE " + String.join(" AND ", conjuncts);
    }

    /** Columns are named without the table here. */
    private String target(ExpressionWriter expressions) throws NotWritable {
        List<Cell> cells = ChangeWriter.cells(columns, columns.size(), "", dialect);
        List<String> elements = new ArrayList<>();
        for (RexNode element : index.elements()) {
            elements.add(
                    element instanceof RexInputRef ref
                            ? cells.get(ref.getIndex()).raw().sql()
                            : "(" + expressions.write(element, cells).sql() + ")");
        }
        String predicate = index.predicate().isPresent()
                ? where(expressions.conjuncts(index.predicate().get(), cells))
                : "";
        return " ON CONFLICT (" + String.join(", ", elements) + ")" + predicate;
    }
}
