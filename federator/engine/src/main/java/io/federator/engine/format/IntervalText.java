package io.federator.engine.format;

import io.federator.engine.context.FormatSettings;
import io.federator.spi.value.Interval;

/** Prints intervals in every IntervalStyle. */
final class IntervalText {
    private IntervalText() {}

    static String print(Interval value, FormatSettings settings) {
        if (value.equals(IntervalParser.INFINITY)) {
            return "infinity";
        }
        if (value.equals(IntervalParser.MINUS_INFINITY)) {
            return "-infinity";
        }
        Parts parts = new Parts(value);
        return switch (settings.intervalStyle()) {
            case POSTGRES -> postgres(parts);
            case POSTGRES_VERBOSE -> verbose(parts);
            case SQL_STANDARD -> sqlStandard(parts);
            case ISO_8601 -> iso(parts);
        };
    }

    /** The fields, each with its own sign. */
    private record Parts(int years, int months, int days, long hours, int minutes, int seconds, int micros) {
        Parts(Interval value) {
            this(
                    value.months() / 12,
                    value.months() % 12,
                    value.days(),
                    value.micros() / 3_600_000_000L,
                    (int) (value.micros() / 60_000_000L % 60),
                    (int) (value.micros() / 1_000_000L % 60),
                    (int) (value.micros() % 1_000_000L));
        }

        boolean hasTime() {
            return hours != 0 || minutes != 0 || seconds != 0 || micros != 0;
        }

        boolean negativeTime() {
            return hours < 0 || minutes < 0 || seconds < 0 || micros < 0;
        }
    }

    private static String postgres(Parts parts) {
        StringBuilder out = new StringBuilder();
        boolean before = false;
        long[] values = {parts.years, parts.months, parts.days};
        String[] units = {"year", "mon", "day"};
        for (int i = 0; i < values.length; i++) {
            if (values[i] != 0) {
                out.append(out.isEmpty() ? "" : " ")
                        .append(before && values[i] > 0 ? "+" : "")
                        .append(values[i])
                        .append(' ')
                        .append(units[i])
                        .append(values[i] == 1 ? "" : "s");
                before = values[i] < 0;
            }
        }
        if (out.isEmpty() || parts.hasTime()) {
            out.append(out.isEmpty() ? "" : " ").append(parts.negativeTime() ? "-" : before ? "+" : "");
            clock(out, parts, true);
        }
        return out.toString();
    }

    private static void clock(StringBuilder out, Parts parts, boolean twoDigitHours) {
        long hours = Math.abs(parts.hours);
        if (twoDigitHours && hours < 10) {
            out.append('0');
        }
        out.append(hours).append(':');
        ZoneOffsets.two(out, Math.abs(parts.minutes));
        ZoneOffsets.two(out.append(':'), Math.abs(parts.seconds));
        DateTimeText.fraction(out, Math.abs(parts.micros));
    }

    private static String verbose(Parts parts) {
        StringBuilder out = new StringBuilder("@");
        boolean zero = true;
        boolean before = false;
        long[] values = {parts.years, parts.months, parts.days, parts.hours, parts.minutes};
        String[] units = {"year", "mon", "day", "hour", "min"};
        for (int i = 0; i < values.length; i++) {
            long value = values[i];
            if (value == 0) {
                continue;
            }
            if (zero) {
                before = value < 0;
                value = Math.abs(value);
            } else if (before) {
                value = -value;
            }
            out.append(' ').append(value).append(' ').append(units[i]).append(value == 1 ? "" : "s");
            zero = false;
        }
        if (parts.seconds != 0 || parts.micros != 0) {
            out.append(' ');
            if (parts.seconds < 0 || (parts.seconds == 0 && parts.micros < 0)) {
                if (zero) {
                    before = true;
                } else if (!before) {
                    out.append('-');
                }
            } else if (before) {
                out.append('-');
            }
            out.append(Math.abs(parts.seconds));
            DateTimeText.fraction(out, Math.abs(parts.micros));
            out.append(" sec").append(Math.abs(parts.seconds) != 1 || parts.micros != 0 ? "s" : "");
            zero = false;
        }
        if (zero) {
            out.append(" 0");
        }
        return out.append(before ? " ago" : "").toString();
    }

    private static String sqlStandard(Parts parts) {
        boolean negative = parts.years < 0 || parts.months < 0 || parts.days < 0 || parts.negativeTime();
        boolean positive = parts.years > 0
                || parts.months > 0
                || parts.days > 0
                || parts.hours > 0
                || parts.minutes > 0
                || parts.seconds > 0
                || parts.micros > 0;
        boolean yearMonth = parts.years != 0 || parts.months != 0;
        boolean dayTime = parts.days != 0 || parts.hasTime();
        if (!negative && !positive) {
            return "0";
        }
        StringBuilder out = new StringBuilder();
        if ((negative && positive) || (yearMonth && dayTime)) {
            out.append(parts.years < 0 || parts.months < 0 ? '-' : '+')
                    .append(Math.abs(parts.years))
                    .append('-')
                    .append(Math.abs(parts.months))
                    .append(' ')
                    .append(parts.days < 0 ? '-' : '+')
                    .append(Math.abs((long) parts.days))
                    .append(' ')
                    .append(parts.negativeTime() ? '-' : '+');
            clock(out, parts, false);
            return out.toString();
        }
        out.append(negative ? "-" : "");
        if (yearMonth) {
            return out.append(Math.abs(parts.years))
                    .append('-')
                    .append(Math.abs(parts.months))
                    .toString();
        }
        if (parts.days != 0) {
            out.append(Math.abs((long) parts.days)).append(' ');
        }
        clock(out, parts, false);
        return out.toString();
    }

    private static String iso(Parts parts) {
        StringBuilder out = new StringBuilder("P");
        isoPart(out, parts.years, 'Y');
        isoPart(out, parts.months, 'M');
        isoPart(out, parts.days, 'D');
        if (parts.hasTime()) {
            out.append('T');
            isoPart(out, parts.hours, 'H');
            isoPart(out, parts.minutes, 'M');
            if (parts.seconds != 0 || parts.micros != 0) {
                out.append(parts.seconds < 0 || parts.micros < 0 ? "-" : "").append(Math.abs(parts.seconds));
                DateTimeText.fraction(out, Math.abs(parts.micros));
                out.append('S');
            }
        }
        return out.length() == 1 ? "PT0S" : out.toString();
    }

    private static void isoPart(StringBuilder out, long value, char unit) {
        if (value != 0) {
            out.append(value).append(unit);
        }
    }
}
