package io.federator.engine.format;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;

/** Days and microseconds since 1970 to calendar fields and back, with PostgreSQL's limits and choice of offsets. */
public final class Calendar {
    public static final long MICROS_PER_SECOND = 1_000_000L;
    public static final long MICROS_PER_DAY = 86_400_000_000L;
    public static final int DATE_INFINITY = Integer.MAX_VALUE;
    public static final int DATE_MINUS_INFINITY = Integer.MIN_VALUE;
    public static final long INFINITY = Long.MAX_VALUE;
    public static final long MINUS_INFINITY = Long.MIN_VALUE;
    /** 4714-11-24 BC, Julian day 0. */
    public static final int FIRST_DAY = -2_440_588;
    /** 5874897-12-31. */
    public static final int LAST_DAY = 2_147_483_493 - 2_440_588;
    /** 2000-01-01, from which PostgreSQL counts. */
    public static final long EPOCH_2000_MICROS = 946_684_800_000_000L;

    private Calendar() {}

    public static boolean isInfinite(int date) {
        return date == DATE_INFINITY || date == DATE_MINUS_INFINITY;
    }

    public static boolean isInfinite(long timestamp) {
        return timestamp == INFINITY || timestamp == MINUS_INFINITY;
    }

    public static boolean isDate(long day) {
        return day >= FIRST_DAY && day <= LAST_DAY;
    }

    public static boolean isTimestamp(long micros) {
        // PostgreSQL goes on to the year 294276; what counts from 1970 ends in January 294247.
        return micros >= FIRST_DAY * MICROS_PER_DAY && micros != INFINITY;
    }

    public static LocalDate date(long day) {
        return LocalDate.ofEpochDay(day);
    }

    public static LocalDateTime local(long micros) {
        return LocalDateTime.of(
                LocalDate.ofEpochDay(Math.floorDiv(micros, MICROS_PER_DAY)),
                LocalTime.ofNanoOfDay(Math.floorMod(micros, MICROS_PER_DAY) * 1000));
    }

    public static long micros(LocalDateTime local) {
        return Math.addExact(
                Math.multiplyExact(local.toLocalDate().toEpochDay(), MICROS_PER_DAY),
                local.toLocalTime().toNanoOfDay() / 1000);
    }

    /** Seconds east of Greenwich at an instant. */
    public static int offsetAt(ZoneId zone, long instantMicros) {
        return zone.getRules()
                .getOffset(Instant.ofEpochSecond(Math.floorDiv(instantMicros, MICROS_PER_SECOND)))
                .getTotalSeconds();
    }

    /**
     * Seconds east of Greenwich at a local time. Of a time that a forward change skips the offset before the change is
     * taken, of a time that occurs twice the offset after it.
     */
    public static int offsetOf(ZoneId zone, long localMicros) {
        ZoneRules rules = zone.getRules();
        LocalDateTime local = local(localMicros);
        List<ZoneOffset> offsets = rules.getValidOffsets(local);
        if (offsets.size() == 1) {
            return offsets.getFirst().getTotalSeconds();
        }
        ZoneOffsetTransition change = rules.getTransition(local);
        return (change.isGap() ? change.getOffsetBefore() : change.getOffsetAfter()).getTotalSeconds();
    }

    /** A local time in a zone as an instant; infinities stay. */
    public static long toInstant(long localMicros, ZoneId zone) {
        return isInfinite(localMicros) ? localMicros : localMicros - offsetOf(zone, localMicros) * MICROS_PER_SECOND;
    }

    /** An instant as local time in a zone; infinities stay. */
    public static long toLocal(long instantMicros, ZoneId zone) {
        return isInfinite(instantMicros)
                ? instantMicros
                : instantMicros + offsetAt(zone, instantMicros) * MICROS_PER_SECOND;
    }
}
