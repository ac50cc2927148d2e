package io.federator.engine.explain;

import io.federator.engine.plan.FederatedPlan;
import io.federator.engine.plan.PlanNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.sql.SqlExplainFormat;
import org.apache.calcite.sql.SqlExplainLevel;

/** A plan as lines of text, a node a paragraph, inputs indented below it. */
public final class PlanText {
    private PlanText() {}

    /** @param measured of an execution, for EXPLAIN ANALYZE */
    public static List<String> lines(FederatedPlan plan, Optional<Measurements> measured) {
        List<String> lines = new ArrayList<>();
        node(plan.root(), "", measured, lines);
        for (PlanNode.Pruned pruned : plan.pruned()) {
            lines.add("Pruned: " + pruned.fragment() + " of " + pruned.table() + " (" + pruned.reason() + ")");
        }
        return lines;
    }

    private static void node(PlanNode node, String indent, Optional<Measurements> measured, List<String> lines) {
        lines.add(indent + title(node) + figures(node, measured));
        String inner = indent + "  ";
        switch (node) {
            case PlanNode.Leaf leaf -> {
                lines.add(inner + "Fragments: " + String.join(", ", leaf.fragments()));
                lines.add(inner + "SQL: " + leaf.sql());
                if (!leaf.arguments().isEmpty()) {
                    lines.add(inner + "Arguments: "
                            + String.join(
                                    ", ",
                                    leaf.arguments().stream()
                                            .map(Object::toString)
                                            .toList()));
                }
                leaf.pruning()
                        .forEach(check -> lines.add(inner + "Skipped unless: " + check.condition() + " allows "
                                + check.fragmentPredicate()));
            }
            case PlanNode.Concatenation ignored -> {}
            case PlanNode.Residual residual -> lines.add(inner + "SQL: " + residual.sql());
            case PlanNode.Local local ->
                RelOptUtil.dumpPlan("", local.tree(), SqlExplainFormat.TEXT, SqlExplainLevel.EXPPLAN_ATTRIBUTES)
                        .lines()
                        .filter(line -> !line.isBlank())
                        .forEach(line -> lines.add(inner + line));
        }
        node.children().forEach(child -> node(child, inner, measured, lines));
    }

    static String title(PlanNode node) {
        return switch (node) {
            case PlanNode.Leaf leaf -> "Leaf on " + leaf.source();
            case PlanNode.Concatenation ignored -> "Concatenation";
            case PlanNode.Residual ignored -> "Residual engine";
            case PlanNode.Local ignored -> "Gateway operators";
        };
    }

    private static String figures(PlanNode node, Optional<Measurements> measured) {
        StringBuilder figures = new StringBuilder(String.format(Locale.ROOT, "  (rows=%.0f)", node.estimatedRows()));
        measured.flatMap(m -> m.of(node)).ifPresent(m -> {
            if (m.skipped()) {
                figures.append(" (skipped)");
                return;
            }
            figures.append(String.format(Locale.ROOT, " (actual rows=%d time=%.3f ms", m.rows(), m.milliseconds()));
            if (node instanceof PlanNode.Leaf) {
                figures.append(" bytes=").append(m.bytes());
            }
            figures.append(')');
        });
        return figures.toString();
    }
}
