package io.federator.engine.function;

import io.federator.engine.names.PgTypes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses among candidates of one name and number of arguments as PostgreSQL's {@code func_select_candidate} does: each
 * step keeps the best candidates and the first step that leaves one has found it.
 */
final class OverloadChoice<C extends OverloadChoice.Candidate> {
    private final PgTypes types;
    private final CastRules casts;
    private final PolymorphicTypes polymorphic;

    OverloadChoice(PgTypes types, CastRules casts, PolymorphicTypes polymorphic) {
        this.types = types;
        this.casts = casts;
        this.polymorphic = polymorphic;
    }

    /** Something with the types that it takes. */
    interface Candidate {
        List<Integer> arguments();
    }

    /** The candidates that the inputs can be converted to implicitly. */
    List<C> matching(List<C> candidates, List<Integer> inputs) {
        return candidates.stream()
                .filter(candidate -> canCoerce(inputs, candidate.arguments()))
                .toList();
    }

    boolean canCoerce(List<Integer> inputs, List<Integer> targets) {
        boolean generic = false;
        for (int i = 0; i < inputs.size(); i++) {
            if (PgTypes.isPolymorphic(targets.get(i))) {
                generic = true;
            } else if (!casts.canCoerce(inputs.get(i), targets.get(i), CastContext.IMPLICIT)) {
                return false;
            }
        }
        return !generic || polymorphic.isConsistent(inputs, targets);
    }

    /** The best of several matching candidates, or null when none is. */
    @Nullable C select(List<C> matching, List<Integer> inputs) {
        List<C> candidates = best(matching, inputs, false);
        if (candidates.size() > 1) {
            candidates = best(candidates, inputs, true);
        }
        if (candidates.size() == 1) {
            return candidates.getFirst();
        }
        if (!inputs.contains(PgTypes.UNKNOWN)) {
            return null;
        }
        candidates = byUnknownCategories(candidates, inputs);
        if (candidates.size() == 1) {
            return candidates.getFirst();
        }
        return byOneKnownType(candidates, inputs);
    }

    /** Those with the most known inputs that match exactly or, when asked, are taken as a preferred type. */
    private List<C> best(List<C> candidates, List<Integer> inputs, boolean orPreferred) {
        int most = 0;
        List<C> best = new ArrayList<>();
        for (C candidate : candidates) {
            int matches = 0;
            for (int i = 0; i < inputs.size(); i++) {
                int input = inputs.get(i);
                int target = candidate.arguments().get(i);
                if (input != PgTypes.UNKNOWN
                        && (input == target
                                || (orPreferred
                                        && types.isPreferred(target)
                                        && types.category(target) == types.category(input)))) {
                    matches++;
                }
            }
            if (matches > most || best.isEmpty()) {
                most = matches;
                best.clear();
                best.add(candidate);
            } else if (matches == most) {
                best.add(candidate);
            }
        }
        return best;
    }

    private List<C> byUnknownCategories(List<C> candidates, List<Integer> inputs) {
        char[] slotCategory = new char[inputs.size()];
        boolean[] slotPreferred = new boolean[inputs.size()];
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i) != PgTypes.UNKNOWN) {
                continue;
            }
            boolean conflict = false;
            for (C candidate : candidates) {
                int target = candidate.arguments().get(i);
                char category = types.category(target);
                if (slotCategory[i] == 0) {
                    slotCategory[i] = category;
                    slotPreferred[i] = types.isPreferred(target);
                } else if (slotCategory[i] == category) {
                    slotPreferred[i] |= types.isPreferred(target);
                } else if (category == 'S') {
                    slotCategory[i] = category;
                    slotPreferred[i] = types.isPreferred(target);
                } else {
                    conflict = true;
                }
            }
            if (conflict && slotCategory[i] != 'S') {
                return candidates;
            }
        }
        List<C> kept = new ArrayList<>();
        for (C candidate : candidates) {
            boolean keep = true;
            for (int i = 0; i < inputs.size(); i++) {
                int target = candidate.arguments().get(i);
                keep &= inputs.get(i) != PgTypes.UNKNOWN
                        || (types.category(target) == slotCategory[i]
                                && (!slotPreferred[i] || types.isPreferred(target)));
            }
            if (keep) {
                kept.add(candidate);
            }
        }
        return kept.isEmpty() ? candidates : kept;
    }

    /** When all known inputs are of one type, the one candidate that takes this type in every place. */
    private @Nullable C byOneKnownType(List<C> candidates, List<Integer> inputs) {
        List<Integer> known = inputs.stream()
                .filter(type -> type != PgTypes.UNKNOWN)
                .distinct()
                .toList();
        if (known.size() != 1) {
            return null;
        }
        List<Integer> assumed = inputs.stream().map(type -> known.getFirst()).toList();
        List<C> taking = matching(candidates, assumed);
        return taking.size() == 1 ? taking.getFirst() : null;
    }
}
