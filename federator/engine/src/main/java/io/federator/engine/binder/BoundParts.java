package io.federator.engine.binder;

import java.util.List;
import java.util.Set;

/**
 * What of a statement is run apart from its main part.
 *
 * @param parts each behind those whose rows it reads
 * @param used those whose rows the main part reads
 */
public record BoundParts(List<BoundPart> parts, Set<Integer> used) {
    public BoundParts {
        parts = List.copyOf(parts);
        used = Set.copyOf(used);
    }

    public boolean isEmpty() {
        return parts.isEmpty();
    }
}
