package io.federator.engine.localizer;

import com.google.common.collect.BoundType;
import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The values that an expression can still have.
 *
 * @param ranges of the values that are not null
 * @param nullable whether it can be null
 */
record Domain(ImmutableRangeSet<Point> ranges, boolean nullable) {
    static final Domain ALL = new Domain(ImmutableRangeSet.of(Range.all()), true);
    static final Domain NONE = new Domain(ImmutableRangeSet.of(), false);
    static final Domain NULL = new Domain(ImmutableRangeSet.of(), true);
    static final Domain NOT_NULL = new Domain(ImmutableRangeSet.of(Range.all()), false);

    static Domain of(Range<Point> range) {
        return new Domain(ImmutableRangeSet.of(range), false);
    }

    boolean isEmpty() {
        return ranges.isEmpty() && !nullable;
    }

    Domain intersect(Domain other) {
        return new Domain(ranges.intersection(other.ranges), nullable && other.nullable);
    }

    Domain union(Domain other) {
        return union(List.of(this, other));
    }

    static Domain union(List<Domain> domains) {
        List<Range<Point>> all = new ArrayList<>();
        domains.forEach(domain -> all.addAll(domain.ranges.asRanges()));
        return new Domain(ImmutableRangeSet.unionOf(all), domains.stream().anyMatch(Domain::nullable));
    }

    Domain complement() {
        return new Domain(ranges.complement(), !nullable);
    }

    /** The same values when only multiples of {@code step} exist: bounds are drawn in to the next one. */
    Domain stepped(BigDecimal step) {
        List<Range<Point>> drawn = new ArrayList<>();
        for (Range<Point> range : ranges.asRanges()) {
            Range<Point> closed = Range.all();
            if (range.hasLowerBound()) {
                boolean open = range.lowerBoundType() == BoundType.OPEN;
                closed = Range.atLeast(next(range.lowerEndpoint(), step, open, RoundingMode.CEILING));
            }
            if (range.hasUpperBound()) {
                boolean open = range.upperBoundType() == BoundType.OPEN;
                Point upper = next(range.upperEndpoint(), step, open, RoundingMode.FLOOR);
                if (closed.hasLowerBound() && closed.lowerEndpoint().compareTo(upper) > 0) {
                    continue;
                }
                closed = closed.intersection(Range.atMost(upper));
            }
            drawn.add(closed);
        }
        return new Domain(ImmutableRangeSet.unionOf(drawn), nullable);
    }

    private static Point next(Point bound, BigDecimal step, boolean open, RoundingMode direction) {
        BigDecimal value = bound.decimal();
        BigDecimal rounded = value.divide(step, 0, direction).multiply(step);
        if (open && rounded.compareTo(value) == 0) {
            rounded = direction == RoundingMode.CEILING ? rounded.add(step) : rounded.subtract(step);
        }
        return new Point(bound.line(), Point.plain(rounded));
    }

    /** All integers in the ranges, when there are at most so many and no null. */
    Optional<List<BigDecimal>> integers(int most) {
        List<BigDecimal> found = new ArrayList<>();
        if (nullable) {
            return Optional.empty();
        }
        for (Range<Point> range : ranges.asRanges()) {
            if (!range.hasLowerBound()
                    || !range.hasUpperBound()
                    || range.upperEndpoint()
                                    .decimal()
                                    .subtract(range.lowerEndpoint().decimal())
                                    .compareTo(BigDecimal.valueOf(most))
                            > 0) {
                return Optional.empty();
            }
            BigDecimal each = range.lowerEndpoint().decimal().setScale(0, RoundingMode.CEILING);
            for (; each.compareTo(range.upperEndpoint().decimal()) <= 0; each = each.add(BigDecimal.ONE)) {
                if (range.contains(Point.number(each))) {
                    found.add(each);
                }
                if (found.size() > most) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(found);
    }
}
