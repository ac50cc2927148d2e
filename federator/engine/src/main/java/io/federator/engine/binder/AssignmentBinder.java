package io.federator.engine.binder;

import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.parser.ast.Assignment;
import io.federator.engine.parser.ast.Assignment.AssignedColumn;
import io.federator.engine.parser.ast.Expression;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rex.RexNode;

/** The SET list of UPDATE, over the columns of one level. */
final class AssignmentBinder {
    private final Binding binding;
    private final Level level;
    private final FederatedTable table;
    private final List<Integer> columns = new ArrayList<>();
    private final List<RexNode> values = new ArrayList<>();
    private final Set<Integer> toDefault = new HashSet<>();
    private final Set<Integer> seen = new HashSet<>();
    /** Columns of which parts are assigned. */
    private final Set<Integer> parts = new HashSet<>();

    AssignmentBinder(Binding binding, Level level, FederatedTable table) {
        this.binding = binding;
        this.level = level;
        this.table = table;
    }

    /** Positions in the table, in the order of {@link #values}. */
    List<Integer> columns() {
        return columns;
    }

    List<RexNode> values() {
        return values;
    }

    Set<Integer> toDefault() {
        return toDefault;
    }

    void bind(Assignment assignment) {
        if (!assignment.multiple()) {
            assign(assignment.columns().getFirst(), assignment.value());
            return;
        }
        List<AssignedColumn> targets = assignment.columns();
        switch (assignment.value()) {
            case Expression.Row row -> {
                requireCount(targets.size(), row.fields().size(), row.position());
                for (int i = 0; i < targets.size(); i++) {
                    assign(targets.get(i), row.fields().get(i));
                }
            }
            case Expression.ScalarSubquery subquery -> {
                List<RexNode> fields = level.in(
                        ExpressionKind.UPDATE,
                        () -> level.expressions().subqueries().fields(subquery));
                requireCount(targets.size(), fields.size(), subquery.position());
                for (int i = 0; i < targets.size(); i++) {
                    add(targets.get(i), fields.get(i), subquery.position());
                }
            }
            default -> {
                if (targets.size() == 1) {
                    assign(targets.getFirst(), assignment.value());
                    return;
                }
                throw ExpressionBinder.unsupported(
                        "a source of a multiple-column UPDATE item that is neither a sub-SELECT nor a ROW() expression",
                        assignment.value().start());
            }
        }
    }

    private static void requireCount(int columns, int values, int position) {
        if (columns != values) {
            throw new SqlException(SqlState.SYNTAX_ERROR, "number of columns does not match number of values")
                    .at(position);
        }
    }

    private void assign(AssignedColumn target, Expression value) {
        if (value instanceof Expression.Default) {
            PartAssignment.checkDefault(target);
            toDefault.add(position(target));
            return;
        }
        RexNode node = level.in(ExpressionKind.UPDATE, () -> level.expressions().bind(value));
        add(target, node, value.start());
    }

    private void add(AssignedColumn target, RexNode node, int position) {
        if (!target.steps().isEmpty()) {
            addPart(target, node, position);
            return;
        }
        int column = position(target);
        columns.add(column);
        values.add(WriteBinder.assigned(binding, table.columns().get(column), node, position));
    }

    /** What is assigned to parts of one column makes its value together. */
    private void addPart(AssignedColumn target, RexNode node, int position) {
        int known = columns.indexOf(WriteBinder.column(table, target.name(), target.position()));
        boolean more = known >= 0 && parts.contains(columns.get(known));
        int column = more ? columns.get(known) : position(target);
        RexNode old = more ? values.get(known) : level.column(column, 0);
        RexNode made = level.in(
                ExpressionKind.UPDATE,
                () -> new PartAssignment(binding, table.columns().get(column), target)
                        .of(old, node, position, level.expressions()));
        if (more) {
            values.set(known, made);
            return;
        }
        parts.add(column);
        columns.add(column);
        values.add(made);
    }

    private int position(AssignedColumn target) {
        int column = WriteBinder.column(table, target.name(), target.position());
        if (!seen.add(column)) {
            throw new SqlException(
                            SqlState.SYNTAX_ERROR, "multiple assignments to same column \"" + target.name() + "\"")
                    .at(target.position());
        }
        return column;
    }
}
