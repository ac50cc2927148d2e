package io.federator.engine.explain;

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
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
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

/** A plan as readable text, one line a step, inputs indented below it. */
public final class PlanText {
    private final boolean verbose;
    private final Optional<Measurements> measured;

    private PlanText(boolean verbose, Optional<Measurements> measured) {
        this.verbose = verbose;
        this.measured = measured;
    }

    /** The plan as it was made. */
    public static List<String> lines(FederatedPlan plan) {
        return lines(plan, false, Optional.empty());
    }

    /**
     * The plan with more about it.
     *
     * @param verbose whether to name the fragments that leaves read and the predicates that may spare them
     * @param measured of an execution, for EXPLAIN ANALYZE
     */
    public static List<String> lines(FederatedPlan plan, boolean verbose, Optional<Measurements> measured) {
        List<String> lines = new ArrayList<>();
        new PlanText(verbose, measured).plan(plan, "", lines);
        return lines;
    }

    /** What a statement that changes or locks rows does, with the plans of what it reads. */
    public static List<String> lines(WriteOutline outline, boolean verbose, Optional<Measurements> measured) {
        List<String> lines = new ArrayList<>();
        new PlanText(verbose, measured).outline(outline, "", lines);
        return lines;
    }

    private void outline(WriteOutline outline, String indent, List<String> lines) {
        String deeper = indent + "  ";
        lines.add(indent
                + outline.type()
                + outline.place().map(p -> " on " + p.name()).orElse(""));
        outline.facts()
                .forEach((name, value) -> lines.add(deeper + name + ": "
                        + (value instanceof List<?> several
                                ? several.stream().map(Object::toString).collect(Collectors.joining(", "))
                                : value)));
        for (WriteOutline.Reading reading : outline.reads()) {
            lines.add(deeper + reading.purpose());
            plan(reading.plan(), deeper + "  ", lines);
        }
        outline.parts().forEach(part -> outline(part, deeper, lines));
    }

    private void plan(FederatedPlan plan, String indent, List<String> lines) {
        node(plan.root(), indent, lines);
        for (Pruned pruned : plan.pruned()) {
            lines.add(indent + "Pruned: " + pruned.table() + " at " + pruned.fragment() + " (" + pruned.reason() + ")");
        }
    }

    private void node(PlanNode node, String indent, List<String> lines) {
        String deeper = indent + "  ";
        switch (node) {
            case Leaf leaf -> {
                lines.add(indent + "Leaf on " + leaf.source() + rows(leaf));
                if (verbose) {
                    lines.add(deeper + "Fragments: " + String.join(", ", leaf.fragments()));
                }
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
                leaf.narrowing()
                        .ifPresent(narrowing -> lines.add(deeper + "Only where it agrees with part " + narrowing.part()
                                + (verbose
                                        ? ": "
                                                + narrowing
                                                        .statements()
                                                        .getFirst()
                                                        .sql()
                                        : "")));
                leaf.reduction()
                        .ifPresent(reduction -> lines.add(deeper + "Reduced, if that is much less, to keys of: "
                                + String.join("; ", ReductionText.of(reduction))));
                if (verbose) {
                    leaf.pruning()
                            .forEach(check -> lines.add(deeper + "Skipped unless: "
                                    + check.contradiction().condition() + " allows "
                                    + check.contradiction().known()));
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

    private String rows(PlanNode node) {
        StringBuilder figures = new StringBuilder(" (about " + Math.round(node.estimatedRows()) + " rows)");
        measured.flatMap(m -> m.of(node)).ifPresent(m -> {
            if (m.skipped()) {
                figures.append(" (skipped)");
                return;
            }
            figures.append(String.format(Locale.ROOT, " (actual rows=%d time=%.3f ms", m.rows(), m.milliseconds()));
            if (node instanceof Leaf) {
                figures.append(" bytes=").append(m.bytes());
                if (m.keys() > 0) {
                    figures.append(" keys=").append(m.keys());
                }
            }
            figures.append(')');
        });
        return figures.toString();
    }
}
