package io.federator.spi.value;

/**
 * PostgreSQL's interval: three independent fields. Two intervals are equal in SQL when their estimated spans are (a month is
 * 30 days, a day 24 hours): use {@link #compareTo} for that; {@link #equals} compares the fields.
 */
public record Interval(int months, int days, long micros) implements Comparable<Interval> {
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    @Override
    public int compareTo(Interval other) {
        long thisDays = months * 30L + days + Math.floorDiv(micros, MICROS_PER_DAY);
        long otherDays = other.months * 30L + other.days + Math.floorDiv(other.micros, MICROS_PER_DAY);
        int byDays = Long.compare(thisDays, otherDays);
        return byDays != 0
                ? byDays
                : Long.compare(Math.floorMod(micros, MICROS_PER_DAY), Math.floorMod(other.micros, MICROS_PER_DAY));
    }
}
