package io.federator.engine.binder;

import com.google.common.collect.ImmutableSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Gives the columns of one level their place: over the input of the node that an expression is put into they are input
 * references, in subqueries of the expression fields of a correlation variable. Each subquery gets a variable of its own, since
 * Calcite's decorrelation knows a variable by its name alone.
 */
final class Placement extends Trees.DeepShuttle {
    private final RexBuilder rex;
    private final Level level;
    private final RelNode input;
    private final RelDataType row;
    private final IntUnaryOperator fieldOfSlot;
    private final Set<CorrelationId> variables = new LinkedHashSet<>();
    private ImmutableBitSet correlated = ImmutableBitSet.of();
    private @Nullable CorrelationId variable;

    /**
     * @param input the input of the node that the expressions go into; for correlation its row is what a variable holds
     * @param row the row that columns are taken from
     * @param fieldOfSlot the field of a level's column, -1 for one that is not in this row and stays as it is
     */
    Placement(Level level, RelNode input, RelDataType row, IntUnaryOperator fieldOfSlot) {
        this.rex = input.getCluster().getRexBuilder();
        this.level = level;
        this.input = input;
        this.row = row;
        this.fieldOfSlot = fieldOfSlot;
    }

    static Placement over(Level level, RelNode input) {
        return new Placement(level, input, input.getRowType(), slot -> slot);
    }

    static Placement over(Level level, RelNode input, IntUnaryOperator fieldOfSlot) {
        return new Placement(level, input, input.getRowType(), fieldOfSlot);
    }

    /** The variables that the subqueries placed so far use, for the node's {@code variablesSet}. */
    ImmutableSet<CorrelationId> variables() {
        return ImmutableSet.copyOf(variables);
    }

    RexNode place(RexNode node) {
        return node.accept(this);
    }

    /** A filter of the input, or the input itself where the condition is null. */
    static RelNode filter(Level level, RelNode input, @Nullable RexNode condition, IntUnaryOperator fieldOfSlot) {
        if (condition == null) {
            return input;
        }
        Placement placement = over(level, input, fieldOfSlot);
        RexNode placed = placement.place(condition);
        return LogicalFilter.create(input, placed, placement.variables());
    }

    /** A projection of the input. */
    RelNode project(List<? extends RexNode> nodes, List<String> names) {
        List<RexNode> placed = nodes.stream().map(this::place).toList();
        return LogicalProject.create(input, List.of(), placed, names, variables());
    }

    /** The right side of a correlation over the input: every column of the row becomes a field of {@code id}. */
    RelNode correlate(RelNode right, CorrelationId id) {
        variable = id;
        RelNode result = Trees.rewrite(right, this);
        variable = null;
        return result;
    }

    /** The fields that {@link #correlate} has taken. */
    ImmutableBitSet correlated() {
        return correlated;
    }

    @Override
    public RexNode visitDynamicParam(RexDynamicParam param) {
        LevelColumn column = LevelColumn.of(param, level);
        int field = column == null ? -1 : fieldOfSlot.applyAsInt(column.slot());
        if (field < 0) {
            return param;
        }
        if (variable == null) {
            return new RexInputRef(field, row.getFieldList().get(field).getType());
        }
        correlated = correlated.set(field);
        return rex.makeFieldAccess(rex.makeCorrel(row, variable), field);
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery query) {
        if (variable != null) {
            return super.visitSubQuery(query);
        }
        boolean[] changed = {false};
        List<RexNode> operands = visitList(query.getOperands(), changed);
        RexSubQuery result = changed[0] ? query.clone(query.getType(), operands) : query;
        if (!Trees.uses(query.rel, level)) {
            return result;
        }
        CorrelationId id = input.getCluster().createCorrel();
        variable = id;
        RelNode rel = Trees.rewrite(query.rel, this);
        variable = null;
        variables.add(id);
        return result.clone(rel);
    }
}
