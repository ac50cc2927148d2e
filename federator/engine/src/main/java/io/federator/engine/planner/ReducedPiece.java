package io.federator.engine.planner;

import io.federator.engine.plan.Reduction.Statement;
import io.federator.engine.rel.Constant;
import io.federator.engine.rel.PgTypeFactory;
import io.federator.engine.rewriter.Rels;
import io.federator.engine.rewriter.Rexes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Writes a leaf's statement with less rows: only those that have one of some keys in a column. */
final class ReducedPiece {
    private final RelNode tree;
    private final String source;
    private final SourceWriter writer;

    ReducedPiece(RelNode tree, String source, SourceWriter writer) {
        this.tree = tree;
        this.source = source;
        this.writer = writer;
    }

    /** As {@link io.federator.engine.plan.Reduction.Statements#of}. */
    Optional<Statement> statement(Map<Integer, List<Object>> keys) {
        RelNode reduced = tree;
        for (Map.Entry<Integer, List<Object>> column : keys.entrySet()) {
            reduced = among(reduced, column.getKey(), column.getValue());
        }
        return writer.write(reduced, source).map(written -> new Statement(written.sql(), written.arguments()));
    }

    /** The condition as near to the tables as it may go: what a database aggregates it seldom filters by itself. */
    private static RelNode among(RelNode rel, int column, List<Object> keys) {
        return switch (rel) {
            case Project project
            when project.getProjects().get(column) instanceof RexInputRef ref
                    && project.getProjects().stream().noneMatch(e -> Rexes.isVolatile(e) || Rexes.hasWindow(e)) ->
                with(project, 0, among(project.getInput(), ref.getIndex(), keys));
            case Filter filter
            when !Rexes.isVolatile(filter.getCondition()) -> with(filter, 0, among(filter.getInput(), column, keys));
            case Aggregate aggregate
            when aggregate.getGroupSets().size() == 1 && column < aggregate.getGroupCount() ->
                with(
                        aggregate,
                        0,
                        among(aggregate.getInput(), aggregate.getGroupSet().nth(column), keys));
            case Join join
            when column < width(join)
                    && join.getJoinType() != JoinRelType.RIGHT
                    && join.getJoinType() != JoinRelType.FULL -> with(join, 0, among(join.getLeft(), column, keys));
            case Join join
            when column >= width(join) && join.getJoinType() == JoinRelType.INNER ->
                with(join, 1, among(join.getRight(), column - width(join), keys));
            default -> filtered(rel, column, keys);
        };
    }

    private static int width(Join join) {
        return join.getLeft().getRowType().getFieldCount();
    }

    private static RelNode with(RelNode rel, int input, RelNode replacement) {
        List<RelNode> inputs = new ArrayList<>(rel.getInputs());
        inputs.set(input, replacement);
        return rel.copy(rel.getTraitSet(), inputs);
    }

    private static RelNode filtered(RelNode rel, int column, List<Object> keys) {
        RexBuilder rex = rel.getCluster().getRexBuilder();
        RexInputRef ref = Rels.ref(rel, column);
        List<RexNode> equal = new ArrayList<>();
        for (Object key : keys) {
            RexNode constant =
                    Constant.of(rex, (PgTypeFactory) rex.getTypeFactory(), PgTypeFactory.sqlType(ref.getType()), key);
            equal.add(rex.makeCall(SqlStdOperatorTable.EQUALS, ref, constant));
        }
        return Rels.filter(
                rel, List.of(equal.size() == 1 ? equal.getFirst() : rex.makeCall(SqlStdOperatorTable.OR, equal)));
    }
}
