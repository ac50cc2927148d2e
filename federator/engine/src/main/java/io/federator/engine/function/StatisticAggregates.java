package io.federator.engine.function;

import io.federator.engine.function.FunctionRegistry.AggregateFactory;
import io.federator.spi.value.Interval;
import java.math.BigDecimal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Averages, variances, deviations and regressions. */
final class StatisticAggregates implements FunctionFamily {
    @Override
    public void contribute(FunctionRegistry f) {
        for (String type : new String[] {"int2", "int4", "int8", "numeric"}) {
            String of = "(" + type + ")";
            f.aggregate(
                    "avg" + of,
                    (types, result) -> context -> new Moments(false) {
                        @Override
                        public @Nullable Object finish() {
                            return NumericMoments.average(count, sum);
                        }
                    });
            f.aggregate("variance" + of + " var_samp" + of, deviation(true, false));
            f.aggregate("var_pop" + of, deviation(false, false));
            f.aggregate("stddev" + of + " stddev_samp" + of, deviation(true, true));
            f.aggregate("stddev_pop" + of, deviation(false, true));
        }
        for (String type : new String[] {"float4", "float8"}) {
            String of = "(" + type + ")";
            f.aggregate("avg" + of, floats(m -> m.sumX / m.count));
            f.aggregate("variance" + of + " var_samp" + of, floats(m -> m.count < 2 ? null : m.xx / (m.count - 1)));
            f.aggregate("var_pop" + of, floats(m -> m.xx / m.count));
            f.aggregate(
                    "stddev" + of + " stddev_samp" + of,
                    floats(m -> m.count < 2 ? null : Math.sqrt(m.xx / (m.count - 1))));
            f.aggregate("stddev_pop" + of, floats(m -> Math.sqrt(m.xx / m.count)));
        }
        f.aggregate("avg(interval)", (types, result) -> context -> new IntervalAverage());
        regressions(f);
        partials(f);
    }

    private static AggregateFactory deviation(boolean sample, boolean root) {
        return (types, result) -> context -> new Moments(true) {
            @Override
            public @Nullable Object finish() {
                return NumericMoments.variance(count, sum, squares, sample, root);
            }
        };
    }

    /** Of Federator's own: the results of aggregates from sums that several sources computed. */
    private static void partials(FunctionRegistry f) {
        f.declare("federator_avg", "numeric", "numeric", "int8");
        f.strict("federator_avg(numeric,int8)", (a, c) -> NumericMoments.average((long) a[1], a[0]));
        declare(f, "federator_var_samp", true, false);
        declare(f, "federator_var_pop", false, false);
        declare(f, "federator_stddev_samp", true, true);
        declare(f, "federator_stddev_pop", false, true);
    }

    private static void declare(FunctionRegistry f, String name, boolean sample, boolean root) {
        f.declare(name, "numeric", "int8", "numeric", "numeric");
        f.strict(
                name + "(int8,numeric,numeric)",
                (a, c) -> NumericMoments.variance((long) a[0], a[1], a[2], sample, root));
    }

    private static void regressions(FunctionRegistry f) {
        // Sums that nobody asks for could overflow.
        f.aggregate("regr_count(float8,float8)", (types, result) -> context -> new Pairs());
        regression(f, "regr_sxx", m -> m.count < 1 ? null : m.xx);
        regression(f, "regr_syy", m -> m.count < 1 ? null : m.yy);
        regression(f, "regr_sxy", m -> m.count < 1 ? null : m.xy);
        regression(f, "regr_avgx", m -> m.count < 1 ? null : m.sumX / m.count);
        regression(f, "regr_avgy", m -> m.count < 1 ? null : m.sumY / m.count);
        regression(f, "covar_pop", m -> m.count < 1 ? null : m.xy / m.count);
        regression(f, "covar_samp", m -> m.count < 2 ? null : m.xy / (m.count - 1));
        regression(f, "corr", m -> m.count < 1 || m.xx == 0 || m.yy == 0 ? null : m.xy / Math.sqrt(m.xx * m.yy));
        regression(
                f, "regr_r2", m -> m.count < 1 || m.xx == 0 ? null : m.yy == 0 ? 1.0 : (m.xy * m.xy) / (m.xx * m.yy));
        regression(f, "regr_slope", m -> m.count < 1 || m.xx == 0 ? null : m.xy / m.xx);
        regression(
                f, "regr_intercept", m -> m.count < 1 || m.xx == 0 ? null : (m.sumY - m.sumX * m.xy / m.xx) / m.count);
    }

    private static void regression(FunctionRegistry f, String name, Function<FloatMoments, @Nullable Object> finish) {
        f.aggregate(
                name + "(float8,float8)",
                (types, result) -> context -> new FloatMoments(true, m -> {
                    Object value = finish.apply(m);
                    return value instanceof Long || value == null ? value : (Object) ((Number) value).doubleValue();
                }));
    }

    private static AggregateFactory floats(Function<FloatMoments, @Nullable Double> finish) {
        return (types, result) -> context -> new FloatMoments(false, m -> m.count == 0 ? null : finish.apply(m));
    }

    /** Count, sum and sum of squares of integers or numerics. */
    private abstract static class Moments implements Accumulator {
        long count;
        Object sum = BigDecimal.ZERO;
        Object squares = BigDecimal.ZERO;
        private final boolean squared;

        Moments(boolean squared) {
            this.squared = squared;
        }

        @Override
        public void add(@Nullable Object[] args) {
            Object value = args[0];
            if (value == null) {
                return;
            }
            Object number = value instanceof Integer || value instanceof Long
                    ? BigDecimal.valueOf(((Number) value).longValue())
                    : value;
            count++;
            sum = NumericFunctions.add(sum, number);
            if (squared) {
                squares = NumericFunctions.add(squares, NumericFunctions.multiply(number, number));
            }
        }
    }

    /** How many pairs there are without NULL. */
    private static final class Pairs implements Accumulator {
        private long count;

        @Override
        public void add(@Nullable Object[] args) {
            count += args[0] == null || args[1] == null ? 0 : 1;
        }

        @Override
        public Object finish() {
            return count;
        }
    }

    /** Sums and products of deviations of floats by the method of Youngs and Cramer, which PostgreSQL uses. */
    private static final class FloatMoments implements Accumulator {
        private final boolean pairs;
        private final Function<FloatMoments, @Nullable Object> finish;
        private long count;
        private double sumX;
        private double sumY;
        private double xx;
        private double yy;
        private double xy;

        FloatMoments(boolean pairs, Function<FloatMoments, @Nullable Object> finish) {
            this.pairs = pairs;
            this.finish = finish;
        }

        @Override
        public void add(@Nullable Object[] args) {
            if (args[0] == null || (pairs && args[1] == null)) {
                return;
            }
            // Regressions are given (Y, X).
            double x = number(args[pairs ? 1 : 0]);
            double y = pairs ? number(args[0]) : 0;
            double oldX = sumX;
            double oldY = sumY;
            long before = count++;
            sumX += x;
            sumY += y;
            if (before == 0) {
                xx = notFinite(x) ? Double.NaN : 0;
                yy = notFinite(y) ? Double.NaN : 0;
                xy = notFinite(x) || notFinite(y) ? Double.NaN : 0;
                return;
            }
            double dx = x * count - sumX;
            double dy = y * count - sumY;
            if (pairs) {
                double scale = 1.0 / ((double) count * before);
                xx += dx * dx * scale;
                yy += dy * dy * scale;
                xy += dx * dy * scale;
            } else {
                xx += dx * dx / ((double) count * before);
            }
            xx = checked(xx, sumX, oldX, x);
            yy = checked(yy, sumY, oldY, y);
            xy = Double.isInfinite(xy) ? Double.NaN : xy;
        }

        private static double checked(double squares, double sum, double oldSum, double value) {
            if (Double.isInfinite(squares) || Double.isInfinite(sum)) {
                FloatFunctions.checked(Double.POSITIVE_INFINITY, oldSum, value);
                return Double.NaN;
            }
            return squares;
        }

        private static boolean notFinite(double value) {
            return Double.isNaN(value) || Double.isInfinite(value);
        }

        private static double number(@Nullable Object value) {
            return value instanceof Number number ? number.doubleValue() : Double.NaN;
        }

        @Override
        public @Nullable Object finish() {
            return finish.apply(this);
        }
    }

    /** {@code avg(interval)}. */
    private static final class IntervalAverage implements Accumulator {
        private long count;
        private Interval sum = new Interval(0, 0, 0);

        @Override
        public void add(@Nullable Object[] args) {
            if (args[0] instanceof Interval value) {
                count++;
                sum = IntervalMath.add(sum, value);
            }
        }

        @Override
        public @Nullable Object finish() {
            return count == 0 ? null : IntervalMath.divide(sum, (double) count);
        }
    }
}
