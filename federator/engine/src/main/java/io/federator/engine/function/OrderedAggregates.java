package io.federator.engine.function;

import io.federator.engine.context.FormatSettings;
import io.federator.engine.format.NumberText;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.ArrayValue;
import io.federator.spi.value.Interval;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ordered-set aggregates; their inputs come sorted. */
final class OrderedAggregates implements FunctionFamily {
    @Override
    public void contribute(FunctionRegistry f) {
        f.aggregate("mode(anyelement)", (types, result) -> context -> new Mode(types.getFirst()));
        f.aggregate(
                "percentile_disc(float8,anyelement)",
                (types, result) -> context -> new Percentile(OrderedAggregates::discrete, result));
        f.aggregate(
                "percentile_disc(_float8,anyelement)",
                (types, result) -> context -> new Percentile(OrderedAggregates::discrete, types.getLast()));
        f.aggregate(
                "percentile_cont(float8,float8) percentile_cont(float8,interval)",
                (types, result) -> context -> new Percentile(OrderedAggregates::continuous, result));
        f.aggregate(
                "percentile_cont(_float8,float8) percentile_cont(_float8,interval)",
                (types, result) -> context -> new Percentile(OrderedAggregates::continuous, types.getLast()));
    }

    /** Picks the value at a fraction of sorted values, of which there is at least one. */
    @FunctionalInterface
    private interface Pick {
        Object at(List<Object> sorted, double fraction);
    }

    private static Object discrete(List<Object> sorted, double fraction) {
        return sorted.get(Math.max(0, (int) Math.ceil(fraction * sorted.size()) - 1));
    }

    private static Object continuous(List<Object> sorted, double fraction) {
        double place = fraction * (sorted.size() - 1);
        Object low = sorted.get((int) Math.floor(place));
        Object high = sorted.get((int) Math.ceil(place));
        if (Math.floor(place) == Math.ceil(place)) {
            return low;
        }
        double share = place - Math.floor(place);
        if (low instanceof Interval from && high instanceof Interval to) {
            Interval difference = IntervalMath.add(to, IntervalMath.negate(from));
            return IntervalMath.add(IntervalMath.multiply(difference, share), from);
        }
        return (double) low + share * ((double) high - (double) low);
    }

    /** The fraction or fractions come with each row and are the same in all. */
    private static final class Percentile implements Accumulator {
        private final Pick pick;
        private final SqlType element;
        private final List<Object> sorted = new ArrayList<>();
        private @Nullable Object fraction;

        Percentile(Pick pick, SqlType element) {
            this.pick = pick;
            this.element = element;
        }

        @Override
        public void add(@Nullable Object[] args) {
            fraction = args[0];
            Object value = args[1];
            if (value != null) {
                sorted.add(value);
            }
        }

        @Override
        public @Nullable Object finish() {
            if (sorted.isEmpty() || fraction == null) {
                return null;
            }
            if (fraction instanceof ArrayValue fractions) {
                List<@Nullable Object> values = new ArrayList<>();
                for (Object each : fractions.values()) {
                    values.add(each == null ? null : pick.at(sorted, checked((double) each)));
                }
                return new ArrayValue(element, fractions.lengths(), fractions.lowerBounds(), values);
            }
            return pick.at(sorted, checked((double) fraction));
        }

        private static double checked(double fraction) {
            if (!(fraction >= 0 && fraction <= 1)) {
                throw new SqlException(
                        SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
                        "percentile value " + NumberText.float8(fraction, FormatSettings.DEFAULT)
                                + " is not between 0 and 1");
            }
            return fraction;
        }
    }

    /** {@code mode}: of the most frequent values the first. */
    private static final class Mode implements Accumulator {
        private final SqlType type;
        private @Nullable Object best;
        private @Nullable Object current;
        private long bestCount;
        private long currentCount;

        Mode(SqlType type) {
            this.type = type;
        }

        @Override
        public void add(@Nullable Object[] args) {
            Object value = args[0];
            if (value == null) {
                return;
            }
            if (current != null && Ordering.of(type).compare(current, value) == 0) {
                currentCount++;
            } else {
                current = value;
                currentCount = 1;
            }
            if (currentCount > bestCount) {
                best = current;
                bestCount = currentCount;
            }
        }

        @Override
        public @Nullable Object finish() {
            return best;
        }
    }
}
