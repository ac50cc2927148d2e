package io.federator.engine.localizer;

import io.federator.engine.rewriter.Rexes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * Proves that no row can satisfy two conditions at once, in SQL's logic of three values: satisfied means TRUE. Sound: what it claims
 * holds for every row; what it does not claim may still be so. Stateless.
 */
public final class Prover {
    private Prover() {}

    /**
     * Whether no row that satisfies the fragment's predicate satisfies the condition, both over the same row.
     *
     * @param parameterValues the value of {@code $(index+1)} in the class of the parameter's type, null for NULL
     */
    public static boolean contradicts(
            RexNode fragmentPredicate, RexNode condition, IntFunction<@Nullable Object> parameterValues) {
        return contradictory(List.of(fragmentPredicate, condition), parameterValues);
    }

    /** The same before the parameters' values are known. */
    public static boolean contradicts(RexNode fragmentPredicate, RexNode condition) {
        return contradictory(List.of(fragmentPredicate, condition));
    }

    /** Whether no row satisfies all conditions. */
    public static boolean contradictory(List<RexNode> conditions) {
        return contradictory(conditions, null);
    }

    private static boolean contradictory(
            List<RexNode> conditions, @Nullable IntFunction<@Nullable Object> parameterValues) {
        Facts facts = new Facts(new Conditions(parameterValues));
        for (RexNode condition : conditions) {
            Rexes.conjuncts(condition).forEach(facts::add);
        }
        return facts.contradictory();
    }

    /** Whether a condition without columns is a constant truth, such as {@code 1 = 1}. */
    public static boolean isAlwaysTrue(RexNode condition) {
        return new Conditions(null)
                .restriction(condition, true)
                .filter(r -> r.term() == null && r.domain().equals(Domain.ALL))
                .isPresent();
    }

    /**
     * Why no row of a fragment can satisfy a condition, in the words of SQL; empty when it may.
     *
     * @param knowledge what every row of the fragment satisfies
     * @param columns the names of the row's columns
     */
    public static Optional<String> reason(List<RexNode> knowledge, List<RexNode> conditions, List<String> columns) {
        List<RexNode> all = new ArrayList<>(knowledge);
        all.addAll(conditions);
        if (!contradictory(all)) {
            return Optional.empty();
        }
        ConditionText text = new ConditionText(columns);
        if (contradictory(conditions)) {
            return Optional.of(text.and(conditions) + " is never true");
        }
        for (RexNode condition : conditions) {
            for (RexNode known : knowledge) {
                if (contradicts(known, condition)) {
                    return Optional.of(text.of(condition) + " contradicts " + text.of(known));
                }
            }
        }
        return Optional.of(text.and(conditions) + " contradicts " + text.and(knowledge));
    }
}
