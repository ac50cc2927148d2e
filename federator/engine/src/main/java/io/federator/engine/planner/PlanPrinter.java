package io.federator.engine.planner;

import io.federator.engine.catalog.TableHandle;
import io.federator.engine.localizer.ConditionText;
import io.federator.engine.plan.FederatedPlan;
import io.federator.engine.plan.PlanNode;
import io.federator.engine.plan.PlanNode.Concatenation;
import io.federator.engine.plan.PlanNode.InputTable;
import io.federator.engine.plan.PlanNode.Leaf;
import io.federator.engine.plan.PlanNode.Local;
import io.federator.engine.plan.PlanNode.Pruned;
import io.federator.engine.plan.PlanNode.Residual;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexNode;

/** A plan as readable text, one line a step, for EXPLAIN and for tests. */
public final class PlanPrinter {
    private PlanPrinter() {}

    public static List<String> print(FederatedPlan plan) {
        List<String> lines = new ArrayList<>();
        node(plan.root(), "", lines);
        for (Pruned pruned : plan.pruned()) {
            lines.add("Pruned: " + pruned.table() + " at " + pruned.fragment() + " (" + pruned.reason() + ")");
        }
        return lines;
    }

    private static void node(PlanNode node, String indent, List<String> lines) {
        String deeper = indent + "  ";
        switch (node) {
            case Leaf leaf -> {
                lines.add(indent + "Leaf on " + leaf.source() + rows(leaf));
                lines.add(deeper + "SQL: " + leaf.sql());
                arguments(leaf.arguments(), deeper, lines);
                if (!leaf.pruning().isEmpty()) {
                    lines.add(deeper + "Skipped when the parameters contradict the predicate of "
                            + String.join(
                                    " or ",
                                    leaf.pruning().stream()
                                            .map(PlanNode.PruneCheck::fragment)
                                            .distinct()
                                            .toList()));
                }
            }
            case Concatenation concatenation -> lines.add(indent + "Concatenation" + rows(concatenation));
            case Residual residual -> {
                lines.add(indent + "Residual engine" + rows(residual));
                lines.add(deeper + "SQL: " + residual.sql());
                arguments(residual.arguments(), deeper, lines);
            }
            case Local local -> {
                lines.add(indent + "Gateway" + rows(local));
                tree(local.tree(), deeper, lines);
            }
        }
        node.children().forEach(child -> node(child, deeper, lines));
    }

    private static void arguments(List<RexNode> arguments, String indent, List<String> lines) {
        if (!arguments.isEmpty()) {
            lines.add(indent + "Arguments: "
                    + String.join(
                            ", ", arguments.stream().map(RexNode::toString).toList()));
        }
    }

    private static void tree(RelNode tree, String indent, List<String> lines) {
        lines.add(indent + operator(tree));
        tree.getInputs().forEach(input -> tree(input, indent + "  ", lines));
    }

    private static String operator(RelNode rel) {
        return switch (rel) {
            case TableScan scan ->
                TableHandle.payload(scan) instanceof InputTable input
                        ? "Input " + (input.input() + 1)
                        : "Scan " + String.join(".", scan.getTable().getQualifiedName());
            case Filter filter -> "Filter " + text(filter.getCondition());
            case Project project ->
                "Project "
                        + String.join(
                                ", ",
                                project.getProjects().stream().map(e -> text(e)).toList());
            case Join join -> "Join " + join.getJoinType().lowerName + " on " + text(join.getCondition());
            case Correlate correlate ->
                "For each row " + correlate.getJoinType().lowerName + " " + correlate.getCorrelationId();
            case Aggregate aggregate ->
                "Aggregate"
                        + (aggregate.getGroupCount() == 0 ? "" : " by " + aggregate.getGroupSets())
                        + " " + aggregate.getAggCallList();
            case Sort sort ->
                "Sort "
                        + sort.getCollation()
                        + (sort.fetch == null ? "" : " limit " + text(sort.fetch))
                        + (sort.offset == null ? "" : " offset " + text(sort.offset));
            case SetOp set -> set.kind.lowerName.replace('_', ' ') + (set.all ? " all" : "");
            case Values values -> "Values, " + values.getTuples().size() + " rows";
            default -> rel.getRelTypeName();
        };
    }

    /** Columns as {@code $position}: names of inner columns are not unique. */
    private static String text(RexNode node) {
        return new ConditionText(List.of()).of(node);
    }

    private static String rows(PlanNode node) {
        return " (about " + Math.round(node.estimatedRows()) + " rows)";
    }
}
