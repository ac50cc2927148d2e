package io.federator.engine.explain;

import io.federator.engine.plan.PlanNode.Leaf;
import io.federator.engine.plan.Reduction;
import java.util.List;
import java.util.stream.Collectors;

/** By which leaves' keys a leaf may be reduced. */
final class ReductionText {
    private ReductionText() {}

    /** For each link the fragments that have the keys. */
    static List<String> of(Reduction reduction) {
        return reduction.links().stream()
                .map(link -> link.by().stream()
                        .map(Leaf::fragments)
                        .flatMap(List::stream)
                        .distinct()
                        .collect(Collectors.joining(", ")))
                .distinct()
                .toList();
    }
}
