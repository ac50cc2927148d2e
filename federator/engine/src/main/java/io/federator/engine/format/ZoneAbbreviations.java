package io.federator.engine.format;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the IANA database calls a zone's offsets, such as EST and EDT, which Java's copy of it leaves out. A line of the resource
 * has the names of zones and, behind a tab, {@code offset=abbreviation} for each offset that they have had; with {@code @second}
 * where the offset has had another abbreviation until that second since 1970.
 */
final class ZoneAbbreviations {
    private static final Map<String, List<Use>> ZONES = read();
    /** More changes than the database has for any zone until 2037. */
    private static final int MAX_CHANGES = 1000;

    private ZoneAbbreviations() {}

    private record Use(int offset, String name, long from) {}

    /** What clocks of a zone show at an instant; empty for zones and offsets that are not in the database. */
    static Optional<String> at(ZoneId zone, long second) {
        int offset = zone.getRules().getOffset(Instant.ofEpochSecond(second)).getTotalSeconds();
        String name = null;
        for (Use use : ZONES.getOrDefault(zone.getId(), List.of())) {
            if (use.offset == offset && use.from <= second) {
                name = use.name;
            }
        }
        return Optional.ofNullable(name);
    }

    /** Whether a zone has ever used an abbreviation, in any case. */
    static boolean isKnown(ZoneId zone, String abbreviation) {
        return ZONES.getOrDefault(zone.getId(), List.of()).stream().anyMatch(u -> isName(u, abbreviation));
    }

    /** The offset that an abbreviation has always had in a zone; empty where it has had several. */
    static OptionalInt fixedOffset(ZoneId zone, String abbreviation) {
        int[] offsets = ZONES.getOrDefault(zone.getId(), List.of()).stream()
                .filter(u -> isName(u, abbreviation))
                .mapToInt(Use::offset)
                .distinct()
                .toArray();
        return offsets.length == 1 ? OptionalInt.of(offsets[0]) : OptionalInt.empty();
    }

    /**
     * Seconds east of Greenwich that an abbreviation of a zone stands for: where it has had several offsets, that of its last use
     * until the instant, or of the first one after it.
     */
    static int offset(ZoneId zone, String abbreviation, long second) {
        OptionalInt fixed = fixedOffset(zone, abbreviation);
        if (fixed.isPresent()) {
            return fixed.getAsInt();
        }
        ZoneRules rules = zone.getRules();
        Instant at = Instant.ofEpochSecond(second);
        for (int i = 0; i < MAX_CHANGES; i++) {
            if (isCalled(zone, at, abbreviation)) {
                return rules.getOffset(at).getTotalSeconds();
            }
            ZoneOffsetTransition change = rules.previousTransition(at.plusSeconds(1));
            if (change == null) {
                break;
            }
            at = change.getInstant().minusSeconds(1);
        }
        at = Instant.ofEpochSecond(second);
        for (int i = 0; i < MAX_CHANGES; i++) {
            ZoneOffsetTransition change = rules.nextTransition(at);
            if (change == null) {
                break;
            }
            at = change.getInstant();
            if (isCalled(zone, at, abbreviation)) {
                return rules.getOffset(at).getTotalSeconds();
            }
        }
        return rules.getOffset(Instant.ofEpochSecond(second)).getTotalSeconds();
    }

    private static boolean isCalled(ZoneId zone, Instant at, String abbreviation) {
        return at(zone, at.getEpochSecond())
                .filter(abbreviation::equalsIgnoreCase)
                .isPresent();
    }

    private static boolean isName(Use use, String abbreviation) {
        return use.name.equalsIgnoreCase(abbreviation);
    }

    private static Map<String, List<Use>> read() {
        Map<String, List<Use>> zones = new HashMap<>();
        InputStream stream = ZoneAbbreviations.class.getResourceAsStream("zone-abbreviations.tsv");
        if (stream == null) {
            throw new IllegalStateException("missing resource zone-abbreviations.tsv");
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                int tab = line.indexOf('\t');
                List<Use> uses = new ArrayList<>();
                for (String item : line.substring(tab + 1).split(",", -1)) {
                    uses.add(use(item));
                }
                for (String zone : line.substring(0, tab).split(" ", -1)) {
                    zones.put(zone, List.copyOf(uses));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(zones);
    }

    private static Use use(String item) {
        int equals = item.indexOf('=');
        int since = item.indexOf('@');
        return new Use(
                Integer.parseInt(item.substring(0, equals)),
                item.substring(equals + 1, since < 0 ? item.length() : since),
                since < 0 ? Long.MIN_VALUE : Long.parseLong(item.substring(since + 1)));
    }
}
