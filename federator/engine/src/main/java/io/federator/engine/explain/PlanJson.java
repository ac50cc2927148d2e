package io.federator.engine.explain;

import io.federator.engine.plan.FederatedPlan;
import io.federator.engine.plan.PlanNode;
import io.federator.spi.value.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;

/** A plan as JSON, in the frame of PostgreSQL's own: an array with one object whose member {@code Plan} is the root. */
public final class PlanJson {
    private PlanJson() {}

    public static String text(FederatedPlan plan, Optional<Measurements> measured) {
        Map<String, Object> top = new LinkedHashMap<>();
        plan(plan, measured, top);
        return text(top);
    }

    /** What a statement that changes or locks rows does; the plans of what it reads are in {@code Reads}. */
    public static String text(WriteOutline outline, Optional<Measurements> measured) {
        return text(Map.of("Plan", outline(outline, measured)));
    }

    private static String text(Map<String, Object> top) {
        StringBuilder out = new StringBuilder();
        write(List.of(top), "", out);
        return out.toString();
    }

    private static void plan(FederatedPlan plan, Optional<Measurements> measured, Map<String, Object> object) {
        object.put("Plan", node(plan.root(), measured));
        object.put("Pruned", plan.pruned().stream().map(PlanJson::pruned).toList());
    }

    private static Map<String, Object> outline(WriteOutline outline, Optional<Measurements> measured) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("Node Type", outline.type());
        outline.place().ifPresent(place -> object.put(place.kind(), place.name()));
        object.putAll(outline.facts());
        if (!outline.reads().isEmpty()) {
            List<Object> reads = new ArrayList<>();
            for (WriteOutline.Reading reading : outline.reads()) {
                Map<String, Object> read = new LinkedHashMap<>();
                read.put("Purpose", reading.purpose());
                plan(reading.plan(), measured, read);
                reads.add(read);
            }
            object.put("Reads", reads);
        }
        if (!outline.parts().isEmpty()) {
            object.put(
                    "Plans",
                    outline.parts().stream()
                            .map(part -> outline(part, measured))
                            .toList());
        }
        return object;
    }

    private static Map<String, Object> pruned(PlanNode.Pruned pruned) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("Table", pruned.table());
        object.put("Fragment", pruned.fragment());
        object.put("Reason", pruned.reason());
        return object;
    }

    private static Map<String, Object> node(PlanNode node, Optional<Measurements> measured) {
        Map<String, Object> object = new LinkedHashMap<>();
        switch (node) {
            case PlanNode.Leaf leaf -> {
                object.put("Node Type", "Leaf");
                object.put("Source", leaf.source());
                object.put("Fragments", leaf.fragments());
                object.put("SQL", leaf.sql());
                object.put(
                        "Arguments",
                        leaf.arguments().stream().map(Object::toString).toList());
                leaf.reduction().ifPresent(reduction -> object.put("Reduced To Keys Of", ReductionText.of(reduction)));
                leaf.narrowing().ifPresent(narrowing -> object.put("Agrees With Part", narrowing.part()));
            }
            case PlanNode.Concatenation ignored -> object.put("Node Type", "Concatenation");
            case PlanNode.Residual residual -> {
                object.put("Node Type", "Residual Engine");
                object.put("SQL", residual.sql());
            }
            case PlanNode.Local local -> {
                object.put("Node Type", "Gateway Operators");
                object.put("Tree", RelOptUtil.toString(local.tree()).lines().toList());
            }
        }
        object.put("Plan Rows", Math.round(node.estimatedRows()));
        measured.flatMap(m -> m.of(node)).ifPresent(m -> {
            object.put("Actual Rows", m.rows());
            object.put("Actual Total Time", m.milliseconds());
            if (node instanceof PlanNode.Leaf) {
                object.put("Actual Bytes", m.bytes());
                object.put("Skipped", m.skipped());
                object.put("Keys", m.keys());
            }
        });
        if (!node.children().isEmpty()) {
            List<Object> children = new ArrayList<>();
            node.children().forEach(child -> children.add(node(child, measured)));
            object.put("Plans", children);
        }
        return object;
    }

    private static void write(Object value, String indent, StringBuilder out) {
        String inner = indent + "  ";
        switch (value) {
            case Map<?, ?> object -> {
                out.append("{\n");
                String separator = "";
                for (var entry : object.entrySet()) {
                    out.append(separator).append(inner);
                    JsonString.quote(out, (String) entry.getKey());
                    out.append(": ");
                    write(entry.getValue(), inner, out);
                    separator = ",\n";
                }
                out.append('\n').append(indent).append('}');
            }
            case List<?> array -> {
                out.append('[');
                String separator = "\n";
                for (Object element : array) {
                    out.append(separator).append(inner);
                    write(element, inner, out);
                    separator = ",\n";
                }
                out.append(array.isEmpty() ? "]" : "\n" + indent + "]");
            }
            case String text -> JsonString.quote(out, text);
            default -> out.append(value);
        }
    }
}
