package io.federator.engine.localizer;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import io.federator.engine.localizer.Conditions.Restriction;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * Whether no row of a fragment satisfies a condition with parameters, prepared for many values of these: the usual one, a column equal
 * to a value, is only looked up among the values that the fragment takes. Immutable.
 */
public final class Contradiction {
    private final RexNode known;
    private final RexNode condition;
    private final Optional<Restriction> taken;

    /** @param known what every row of the fragment satisfies; both over the same row */
    public Contradiction(RexNode known, RexNode condition) {
        this.known = known;
        this.condition = condition;
        this.taken = new Conditions(null).restriction(known, true).filter(r -> r.term() != null);
    }

    /** What every row of the fragment satisfies. */
    public RexNode known() {
        return known;
    }

    public RexNode condition() {
        return condition;
    }

    /** @param parameterValues as for {@link Prover#contradicts} */
    public boolean holds(IntFunction<@Nullable Object> parameterValues) {
        if (taken.isPresent()) {
            Optional<Restriction> wanted = new Conditions(parameterValues).restriction(condition, true);
            if (wanted.isPresent() && isOfOneTerm(taken.get(), wanted.get())) {
                Domain values = wanted.get().domain();
                ImmutableRangeSet<Point> ranges = values.ranges();
                if (!values.nullable() && ranges.asRanges().size() == 1) {
                    Range<Point> range = ranges.span();
                    if (isOneValue(range)) {
                        return !taken.get().domain().ranges().contains(range.lowerEndpoint());
                    }
                }
            }
        }
        return Prover.contradicts(known, condition, parameterValues);
    }

    private static boolean isOfOneTerm(Restriction one, Restriction other) {
        Term a = one.term();
        Term b = other.term();
        return a != null && b != null && a.key().equals(b.key());
    }

    private static boolean isOneValue(Range<Point> range) {
        return range.hasLowerBound()
                && range.hasUpperBound()
                && range.lowerEndpoint().compareTo(range.upperEndpoint()) == 0;
    }
}
