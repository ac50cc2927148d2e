package io.federator.duckdb;

import io.federator.spi.value.Interval;

/** The text that stands for an interval while it is carried through: its three fields. */
final class IntervalText {
    private IntervalText() {}

    static String of(Interval interval) {
        return interval.months() + " " + interval.days() + " " + interval.micros();
    }

    static Interval parse(String text) {
        int first = text.indexOf(' ');
        int second = text.indexOf(' ', first + 1);
        return new Interval(
                Integer.parseInt(text, 0, first, 10),
                Integer.parseInt(text, first + 1, second, 10),
                Long.parseLong(text, second + 1, text.length(), 10));
    }
}
