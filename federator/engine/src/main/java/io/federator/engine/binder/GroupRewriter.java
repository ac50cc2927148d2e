package io.federator.engine.binder;

import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.rel.Constant;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites expressions over rows into expressions over groups: grouped expressions and aggregates become columns of a level that
 * stands for the aggregation's result; any other column is an error unless it depends on grouped ones.
 */
final class GroupRewriter extends Trees.DeepShuttle {
    private final Binding binding;
    private final Level rows;
    private final Level groups;
    private final List<RexNode> expressions;
    private final boolean plain;
    private int depth;

    /** @param plain whether there is one grouping set only, so that functional dependency counts */
    GroupRewriter(Binding binding, Level rows, Level groups, List<RexNode> expressions, boolean plain) {
        this.binding = binding;
        this.rows = rows;
        this.groups = groups;
        this.expressions = new ArrayList<>(expressions);
        this.plain = plain;
    }

    /** The grouped expressions, those that were added because they depend on others included. */
    List<RexNode> expressions() {
        return expressions;
    }

    RexNode rewrite(RexNode node) {
        RexNode whole = depth == 0 ? grouped(node) : null;
        return whole == null ? node.accept(this) : whole;
    }

    @Override
    public RexNode visitCall(RexCall call) {
        RexNode whole = depth == 0 ? grouped(call) : null;
        return whole == null ? super.visitCall(call) : whole;
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery query) {
        RexNode whole = depth == 0 ? grouped(query) : null;
        if (whole != null) {
            return whole;
        }
        boolean[] changed = {false};
        List<RexNode> operands = visitList(query.getOperands(), changed);
        depth++;
        RelNode rel = Trees.rewrite(query.rel, this);
        depth--;
        RexSubQuery result = changed[0] ? query.clone(query.getType(), operands) : query;
        return rel.equals(query.rel) ? result : result.clone(rel);
    }

    @Override
    public RexNode visitDynamicParam(RexDynamicParam param) {
        LevelColumn column = LevelColumn.of(param, rows);
        if (column == null) {
            return param;
        }
        RexNode grouped = grouped(column);
        if (grouped != null) {
            return grouped;
        }
        if (column.isAggregate() || column.isSetFunction()) {
            return new LevelColumn(groups, column.slot(), column.getType(), column.position());
        }
        if (plain && isDependent(column)) {
            expressions.add(column);
            return reference(expressions.size() - 1, column);
        }
        throw ungrouped(column);
    }

    private @Nullable RexNode grouped(RexNode node) {
        if (Constant.isConstant(node)) {
            return null;
        }
        int position = expressions.indexOf(node);
        if (position < 0) {
            return null;
        }
        // What comes down to a constant is one in every grouping set, but for the select list's own column.
        RexNode folded = binding.folder.withoutDeadParts(node);
        return Constant.isConstant(folded) ? folded : reference(position, node);
    }

    /** The column of a grouped expression. */
    RexNode reference(int position, RexNode node) {
        int place = node instanceof LevelColumn column ? column.position() : 0;
        return new LevelColumn(groups, position, binding.nullable(node.getType()), place);
    }

    /** Whether the whole declared key of the column's table is grouped. */
    private boolean isDependent(LevelColumn column) {
        NamespaceItem item = itemOf(column);
        if (item == null
                || !(item.table instanceof FederatedTable table)
                || table.key().isEmpty()) {
            return false;
        }
        return table.key().stream()
                .allMatch(key -> expressions.contains(
                        item.columns.get(table.column(key).orElseThrow()).value()));
    }

    private @Nullable NamespaceItem itemOf(LevelColumn column) {
        for (NamespaceItem item : rows.everything) {
            if (item.columns.stream().anyMatch(c -> c.value().equals(column))) {
                return item;
            }
        }
        return null;
    }

    private SqlException ungrouped(LevelColumn column) {
        NamespaceItem item = itemOf(column);
        String name = rows.field(column.slot()).name();
        if (item != null) {
            NamespaceItem.Column named = item.columns.stream()
                    .filter(c -> c.value().equals(column))
                    .findFirst()
                    .orElseThrow();
            name = (item.name == null ? "unnamed_subquery" : item.name) + "." + named.name();
        }
        String message = depth == 0
                ? "column \"" + name + "\" must appear in the GROUP BY clause or be used in an aggregate function"
                : "subquery uses ungrouped column \"" + name + "\" from outer query";
        return new SqlException(SqlState.GROUPING_ERROR, message).at(column.position());
    }
}
