package io.federator.engine.session.setting;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code TimeZone}: a name of the time zone database, or an offset.
 *
 * @param shown SHOW's form
 */
record TimeZoneSetting(ZoneId zone, String shown) {
    private static final String NAME = "TimeZone";

    /** POSIX without daylight saving; the sign counts <em>west</em> of Greenwich. The name may be empty. */
    private static final Pattern POSIX =
            Pattern.compile("(<[A-Za-z0-9+:-]+>|[A-Za-z]{3,}|)([+-]?)(\\d{1,3})(?::(\\d{1,2}))?(?::(\\d{1,2}))?");

    private static final Pattern HOURS = Pattern.compile("[+-]?\\d+(\\.\\d*)?([eE][+-]?\\d+)?");
    private static final int MAX_OFFSET_SECONDS = 18 * 3600;

    /** Names of zones that the JDK has no rules for under the same name. */
    private static final Map<String, String> EXTRA =
            Map.of("EST", "America/Panama", "MST", "America/Phoenix", "HST", "Pacific/Honolulu", "ROC", "Asia/Taipei");

    private static final Map<String, String> NAMES = names();

    private static Map<String, String> names() {
        Map<String, String> names = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        ZoneId.getAvailableZoneIds().stream()
                .filter(id -> !id.startsWith("SystemV/"))
                .forEach(id -> names.put(id, id));
        EXTRA.keySet().forEach(id -> names.put(id, id));
        return names;
    }

    /** Reads what SET gives as a string, a word or a number. */
    static TimeZoneSetting parse(String text) {
        String stripped = text.strip();
        String id = NAMES.get(stripped);
        if (id != null) {
            return new TimeZoneSetting(ZoneId.of(EXTRA.getOrDefault(id, id)), id);
        }
        if (HOURS.matcher(stripped).matches() && stripped.length() < 20) {
            double hours = Double.parseDouble(stripped);
            return ofSeconds(Math.round(hours * 3600), text);
        }
        return posix(stripped).orElseThrow(() -> SettingErrors.invalidValue(NAME, text));
    }

    /** An offset east of Greenwich, as {@code SET TIME ZONE INTERVAL} and numbers give it. */
    static TimeZoneSetting ofSeconds(long seconds, String text) {
        if (Math.abs(seconds) > MAX_OFFSET_SECONDS) {
            throw SettingErrors.invalidValue(NAME, text).withDetail("UTC timezone offset is out of range.");
        }
        long abs = Math.abs(seconds);
        StringBuilder digits = new StringBuilder(String.format(Locale.ROOT, "%02d", abs / 3600));
        if (abs % 3600 != 0) {
            digits.append(String.format(Locale.ROOT, ":%02d", abs / 60 % 60));
        }
        if (abs % 60 != 0) {
            digits.append(String.format(Locale.ROOT, ":%02d", abs % 60));
        }
        String name = (seconds < 0 ? "-" : "+") + digits;
        String west = (seconds < 0 ? "+" : "-") + digits;
        return new TimeZoneSetting(ZoneOffset.ofTotalSeconds((int) seconds), "<" + name + ">" + west);
    }

    private static Optional<TimeZoneSetting> posix(String text) {
        Matcher m = POSIX.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        int seconds = Integer.parseInt(m.group(3)) * 3600 + part(m, 4) * 60 + part(m, 5);
        if (seconds > MAX_OFFSET_SECONDS) {
            return Optional.empty();
        }
        int east = m.group(2).equals("-") ? seconds : -seconds;
        return Optional.of(new TimeZoneSetting(ZoneOffset.ofTotalSeconds(east), text));
    }

    private static int part(Matcher m, int group) {
        String digits = m.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
