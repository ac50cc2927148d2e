package io.federator.engine.format;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Time zones by the names that PostgreSQL accepts: of the IANA database in any case, abbreviations, POSIX rules. */
public final class TimeZones {
    private static final Pattern POSIX =
            Pattern.compile("(?:[a-z]{3,}|<[a-z0-9+:-]+>)([+-]?)(\\d{1,2})(?::(\\d{2})(?::(\\d{2}))?)?");
    private static final Map<String, ZoneId> NAMES = names();
    private static final Map<String, ZoneId> ABBREVIATIONS = abbreviations();
    /** The one abbreviation that the zone database still has with offsets that changed: it means the standard time. */
    private static final String MOSCOW = "msk";

    private TimeZones() {}

    /**
     * What an abbreviation such as {@code pst} stands for: an offset, or a zone where the offset depends on the time. The
     * abbreviations of the session's own zone come before those that are known everywhere.
     */
    public static Optional<ZoneId> abbreviation(String lowerCase, ZoneId session) {
        if (ZoneAbbreviations.isKnown(session, lowerCase)) {
            OptionalInt fixed = ZoneAbbreviations.fixedOffset(session, lowerCase);
            return Optional.of(fixed.isPresent() ? ZoneOffset.ofTotalSeconds(fixed.getAsInt()) : session);
        }
        return Optional.ofNullable(ABBREVIATIONS.get(lowerCase));
    }

    /** The offset of a zone at a local time, as an abbreviation or name of {@link #require} says. */
    public static int offsetOf(String name, long localMicros, ZoneId session) {
        if (ZoneAbbreviations.isKnown(session, name)) {
            return ZoneAbbreviations.offset(
                    session,
                    name,
                    Math.floorDiv(localMicros, Calendar.MICROS_PER_SECOND) - Calendar.offsetOf(session, localMicros));
        }
        ZoneId zone = require(name, session);
        int offset = Calendar.offsetOf(zone, localMicros);
        return isMoscow(name) ? standard(zone, localMicros - offset * Calendar.MICROS_PER_SECOND) : offset;
    }

    /** The offset of a zone at an instant. */
    public static int offsetAt(String name, long instantMicros, ZoneId session) {
        if (ZoneAbbreviations.isKnown(session, name)) {
            return ZoneAbbreviations.offset(session, name, Math.floorDiv(instantMicros, Calendar.MICROS_PER_SECOND));
        }
        ZoneId zone = require(name, session);
        return isMoscow(name) ? standard(zone, instantMicros) : Calendar.offsetAt(zone, instantMicros);
    }

    /** A local time in a zone as an instant; infinities stay. */
    public static long toInstant(long localMicros, String name, ZoneId session) {
        return Calendar.isInfinite(localMicros)
                ? localMicros
                : localMicros - offsetOf(name, localMicros, session) * Calendar.MICROS_PER_SECOND;
    }

    /** An instant as local time in a zone; infinities stay. */
    public static long toLocal(long instantMicros, String name, ZoneId session) {
        return Calendar.isInfinite(instantMicros)
                ? instantMicros
                : instantMicros + offsetAt(name, instantMicros, session) * Calendar.MICROS_PER_SECOND;
    }

    private static boolean isMoscow(String name) {
        return name.equalsIgnoreCase(MOSCOW);
    }

    private static int standard(ZoneId zone, long instantMicros) {
        return zone.getRules()
                .getStandardOffset(Instant.ofEpochSecond(Math.floorDiv(instantMicros, Calendar.MICROS_PER_SECOND)))
                .getTotalSeconds();
    }

    /** A zone by its full name or POSIX rule. */
    public static Optional<ZoneId> named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        ZoneId zone = NAMES.get(lower);
        if (zone != null) {
            return Optional.of(zone);
        }
        Matcher posix = POSIX.matcher(lower);
        if (!posix.matches()) {
            return Optional.empty();
        }
        int seconds = Integer.parseInt(posix.group(2)) * 3600
                + (posix.group(3) == null ? 0 : Integer.parseInt(posix.group(3)) * 60)
                + (posix.group(4) == null ? 0 : Integer.parseInt(posix.group(4)));
        try {
            return Optional.of(ZoneOffset.ofTotalSeconds(posix.group(1).equals("-") ? seconds : -seconds));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * A zone as {@code AT TIME ZONE} takes it: an abbreviation, a name, or an offset that counts west of Greenwich.
     *
     * @param session the session's own zone
     * @throws SqlException 22023
     */
    public static ZoneId require(String name, ZoneId session) {
        Optional<ZoneId> zone = abbreviation(name.toLowerCase(Locale.ROOT), session);
        if (zone.isPresent()) {
            return zone.get();
        }
        Matcher numeric = Pattern.compile("([+-])(\\d{1,2})(?::?(\\d{2}))?").matcher(name);
        if (numeric.matches()) {
            int seconds = Integer.parseInt(numeric.group(2)) * 3600
                    + (numeric.group(3) == null ? 0 : Integer.parseInt(numeric.group(3)) * 60);
            if (seconds <= 18 * 3600) {
                return ZoneOffset.ofTotalSeconds(numeric.group(1).equals("+") ? -seconds : seconds);
            }
        }
        return named(name)
                .orElseThrow(() -> new SqlException(
                        SqlState.INVALID_PARAMETER_VALUE, "time zone \"" + name + "\" not recognized"));
    }

    private static Map<String, ZoneId> names() {
        Map<String, ZoneId> names = new HashMap<>();
        for (String id : ZoneId.getAvailableZoneIds()) {
            if (!id.startsWith("SystemV/")) {
                names.put(id.toLowerCase(Locale.ROOT), ZoneId.of(id));
            }
        }
        return Map.copyOf(names);
    }

    private static Map<String, ZoneId> abbreviations() {
        Map<String, ZoneId> zones = new HashMap<>();
        InputStream stream = TimeZones.class.getResourceAsStream("abbreviations.tsv");
        if (stream == null) {
            throw new IllegalStateException("missing resource abbreviations.tsv");
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                int tab = line.indexOf('\t');
                String value = line.substring(tab + 1);
                boolean fixed = !Character.isLetter(value.charAt(0));
                zones.put(
                        line.substring(0, tab),
                        fixed ? ZoneOffset.ofTotalSeconds(Integer.parseInt(value)) : ZoneId.of(value));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(zones);
    }
}
