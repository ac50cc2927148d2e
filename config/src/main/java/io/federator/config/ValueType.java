package io.federator.config;

import static io.federator.config.YamlNode.Kind.BOOLEAN;
import static io.federator.config.YamlNode.Kind.INTEGER;
import static io.federator.config.YamlNode.Kind.NULL;
import static io.federator.config.YamlNode.Kind.TEXT;

import java.math.BigInteger;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an option's value may be.
 *
 * @param expected completes "must be …"
 * @param kinds the YAML scalars that it is written as
 * @param parse empty for a text that does not fit
 * @param filler stands in for a value at fault so that reading can go on; it never leaves the loader
 * @param secret whether the value must not be shown
 */
record ValueType<T>(
        String expected, Set<YamlNode.Kind> kinds, Function<String, Optional<T>> parse, T filler, boolean secret) {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,15})(ms|s|m|h|d)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,15})(B|kB|KB|MB|GB|TB)");

    static final ValueType<String> NON_EMPTY =
            text("text", text -> text.isEmpty() ? Optional.empty() : Optional.of(text));
    static final ValueType<String> ANY_TEXT = text("text", Optional::of);
    static final ValueType<Secret> ANY_SECRET =
            new ValueType<>("text", Set.of(TEXT), text -> Optional.of(Secret.of(text)), Secret.of(""), true);
    static final ValueType<Secret> PASSWORD = new ValueType<>(
            "text",
            Set.of(TEXT),
            text -> text.isEmpty() ? Optional.empty() : Optional.of(Secret.of(text)),
            Secret.of("-"),
            true);

    static final ValueType<String> PREDICATE =
            text("a SQL predicate", text -> text.isBlank() ? Optional.empty() : Optional.of(text));

    /** Shown neither: a URL may hold a password. */
    static final ValueType<String> URL = new ValueType<>(
            "a URL such as jdbc:postgresql://host:5432/database",
            Set.of(TEXT),
            text -> text.contains(":") ? Optional.of(text) : Optional.empty(),
            "-",
            true);

    static final ValueType<Boolean> FLAG = new ValueType<>(
            "true or false",
            Set.of(BOOLEAN),
            text -> switch (text) {
                case "true", "True", "TRUE" -> Optional.of(true);
                case "false", "False", "FALSE" -> Optional.of(false);
                default -> Optional.empty();
            },
            false,
            false);

    /** Of PostgreSQL's settings, in any of YAML's forms; which values there are is known elsewhere. */
    static final ValueType<String> SETTING = new ValueType<>(
            "text, a number, or true or false",
            Set.of(TEXT, INTEGER, YamlNode.Kind.NUMBER, BOOLEAN),
            Optional::of,
            "",
            false);

    static final ValueType<Path> PATH = new ValueType<>("a path", Set.of(TEXT), ValueType::path, Path.of(""), false);

    /** Which of ICU's there are is known where they are used. */
    static final ValueType<String> COLLATION = text(
            "C, pg_c_utf8, pg_unicode_fast, unicode, or one of ICU's such as und-x-icu or en-US-x-icu",
            text -> text.matches("C|POSIX|ucs_basic|pg_c_utf8|pg_unicode_fast|unicode|[A-Za-z0-9-]+-x-icu")
                    ? Optional.of(text)
                    : Optional.empty());

    static final ValueType<Integer> PORT = integer("a port number from 0 to 65535", 0, 65_535);

    /** Structures: their readers look at the node themselves. */
    static final ValueType<YamlNode> MAPPING = structure("a mapping");

    static final ValueType<YamlNode> LIST = structure("a list");
    static final ValueType<YamlNode> PLACE = structure("SOURCE/TABLE, {source: …, table: …}, or a list of these");

    static ValueType<Integer> integer(String expected, int min, int max) {
        return new ValueType<>(
                expected,
                Set.of(INTEGER),
                text -> whole(text).filter(value -> inRange(value, min, max)).map(BigInteger::intValueExact),
                min,
                false);
    }

    /** Zero is written with or without a unit. */
    static ValueType<Duration> duration(String expected, Duration min) {
        Duration max = Duration.ofMillis(Integer.MAX_VALUE);
        return new ValueType<>(
                expected,
                Set.of(TEXT, INTEGER),
                text -> duration(text).filter(value -> value.compareTo(min) >= 0 && value.compareTo(max) <= 0),
                max,
                false);
    }

    static ValueType<Long> size(String expected, long min, long max) {
        return new ValueType<>(
                expected, Set.of(TEXT), text -> bytes(text).filter(value -> value >= min && value <= max), max, false);
    }

    /** One of several words; {@code null} may be one, though YAML reads it as nothing. */
    static ValueType<String> oneOf(String... words) {
        List<String> known = List.of(words);
        return new ValueType<>(
                "one of: " + String.join(", ", known),
                known.contains("null") ? Set.of(TEXT, NULL) : Set.of(TEXT),
                text -> known.contains(text) ? Optional.of(text) : Optional.empty(),
                known.getFirst(),
                false);
    }

    boolean isStructure() {
        return kinds.isEmpty();
    }

    private static ValueType<String> text(String expected, Function<String, Optional<String>> parse) {
        return new ValueType<>(expected, Set.of(TEXT), parse, "-", false);
    }

    private static ValueType<YamlNode> structure(String expected) {
        YamlNode nothing = new YamlNode.Scalar("", NULL, -1, SourceLocation.startOf(""));
        return new ValueType<>(expected, Set.of(), text -> Optional.empty(), nothing, false);
    }

    private static Optional<BigInteger> whole(String text) {
        return text.matches("[+-]?\\d{1,30}") ? Optional.of(new BigInteger(text)) : Optional.empty();
    }

    private static boolean inRange(BigInteger value, int min, int max) {
        return value.compareTo(BigInteger.valueOf(min)) >= 0 && value.compareTo(BigInteger.valueOf(max)) <= 0;
    }

    private static Optional<Duration> duration(String text) {
        if (text.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    case "h" -> Duration.ofHours(amount);
                    default -> Duration.ofDays(Math.min(amount, 1_000_000));
                });
    }

    private static Optional<Long> bytes(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int shift = switch (matcher.group(2)) {
            case "B" -> 0;
            case "kB", "KB" -> 10;
            case "MB" -> 20;
            case "GB" -> 30;
            default -> 40;
        };
        long amount = Long.parseLong(matcher.group(1));
        return amount > Long.MAX_VALUE >> shift ? Optional.empty() : Optional.of(amount << shift);
    }

    private static Optional<Path> path(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException notOne) {
            return Optional.empty();
        }
    }
}
