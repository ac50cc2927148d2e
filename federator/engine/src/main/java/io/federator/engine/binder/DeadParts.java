package io.federator.engine.binder;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/**
 * Removes the parts of conditions that a constant rules out and what EXISTS does not ask for, once a query is bound: until then
 * PostgreSQL looks at the columns and aggregates in them, which may be wrong in their place.
 */
final class DeadParts extends RexShuttle {
    private final ConstantFolder folder;
    private final RexBuilder rex;

    /** @param folder one that drops columns */
    DeadParts(ConstantFolder folder, RexBuilder rex) {
        this.folder = folder;
        this.rex = rex;
    }

    RelNode remove(RelNode rel) {
        List<RelNode> inputs = rel.getInputs().stream().map(this::remove).toList();
        RelNode same = inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
        return same instanceof Project project ? project(project) : same.accept(this);
    }

    /** The types of columns may not change, as columns above have them. */
    private RelNode project(Project project) {
        List<RexNode> columns = new ArrayList<>();
        for (RexNode column : project.getProjects()) {
            RexNode folded = column.accept(this);
            boolean sameType = folded.getType().equals(column.getType());
            columns.add(sameType ? folded : rex.makeAbstractCast(column.getType(), folded, false));
        }
        return columns.equals(project.getProjects())
                ? project
                : project.copy(project.getTraitSet(), project.getInput(), columns, project.getRowType());
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery query) {
        boolean[] changed = {false};
        List<RexNode> operands = visitList(query.getOperands(), changed);
        RelNode rel = remove(query.getKind() == SqlKind.EXISTS ? Trees.anyRow(query.rel) : query.rel);
        RexSubQuery result = changed[0] ? query.clone(query.getType(), operands) : query;
        return rel.equals(query.rel) ? result : result.clone(rel);
    }

    @Override
    public RexNode visitCall(RexCall call) {
        RexNode visited = super.visitCall(call);
        return switch (visited.getKind()) {
            case AND, OR -> folder.foldCall(flat((RexCall) visited));
            case CASE, COALESCE -> folder.foldCall(visited);
            default -> visited.equals(call) ? call : folder.foldCall(visited);
        };
    }

    /** AND within AND and OR within OR, which the removal of what was between them may leave, are one. */
    private RexCall flat(RexCall call) {
        List<RexNode> operands = RexUtil.flatten(call.getOperands(), call.getOperator());
        return operands.size() == call.getOperands().size() ? call : call.clone(call.getType(), operands);
    }

    @Override
    public RexNode visitOver(RexOver over) {
        return over;
    }
}
