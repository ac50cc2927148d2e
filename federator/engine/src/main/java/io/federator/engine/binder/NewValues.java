package io.federator.engine.binder;

import io.federator.engine.catalog.CatalogColumn;
import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.parser.ast.Assignment.AssignedColumn;
import io.federator.engine.parser.ast.Expression;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexNode;

/** The values of one row that is inserted; those for elements of one array become its value together. */
final class NewValues {
    private final Binding binding;
    private final FederatedTable table;
    private final List<AssignedColumn> written;
    private final List<Integer> columns = new ArrayList<>();
    private final List<RexNode> values = new ArrayList<>();

    /** @param written the columns that the statement names; empty where it names none */
    NewValues(Binding binding, FederatedTable table, List<AssignedColumn> written) {
        this.binding = binding;
        this.table = table;
        this.written = List.copyOf(written);
    }

    /**
     * @param place among the statement's columns
     * @param column position in the table
     * @param expressions for what the statement says beside the column's name
     */
    void add(int place, int column, RexNode value, int position, ExpressionBinder expressions) {
        CatalogColumn meant = table.columns().get(column);
        if (written.isEmpty() || written.get(place).steps().isEmpty()) {
            columns.add(column);
            values.add(WriteBinder.assigned(binding, meant, value, position));
            return;
        }
        int known = columns.indexOf(column);
        RexNode old = known < 0 ? binding.constant(meant.type().bare(), null) : values.get(known);
        RexNode made = new PartAssignment(binding, meant, written.get(place)).of(old, value, position, expressions);
        if (known < 0) {
            columns.add(column);
            values.add(made);
        } else {
            values.set(known, made);
        }
    }

    /**
     * A row of VALUES, of which DEFAULT leaves the column to its source.
     *
     * @param filled the columns' positions in the table
     * @return this
     */
    NewValues addAll(List<Integer> filled, List<Expression> row, ExpressionBinder expressions) {
        for (int i = 0; i < row.size(); i++) {
            Expression value = row.get(i);
            if (!(value instanceof Expression.Default)) {
                add(i, filled.get(i), expressions.bind(value), value.start(), expressions);
            } else if (!written.isEmpty()) {
                PartAssignment.checkDefault(written.get(i));
            }
        }
        return this;
    }

    /** Positions in the table. */
    List<Integer> columns() {
        return columns;
    }

    List<RexNode> values() {
        return values;
    }
}
