package io.federator.it.differential;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes expressions of constants in which a second implementation easily differs: regular expressions and JSON paths. */
final class ExpressionGenerator {
    private static final List<String> ATOMS = List.of(
            "a",
            "a",
            "b",
            "b",
            "c",
            ".",
            ".",
            "\\d",
            "\\w",
            "\\s",
            "[ab]",
            "[^a]",
            "[a-c]",
            "[[:alpha:]]",
            "\\.",
            "1",
            "-",
            "[\\d-]",
            "é",
            "[]a]",
            "A");
    private static final List<String> PLACES =
            List.of("^", "$", "\\m", "\\M", "\\y", "\\Y", "\\A", "\\Z", "[[:<:]]", "[[:>:]]");
    private static final List<String> QUANTIFIERS =
            List.of("*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{0,2}?", "{1,}", "{2,}?", "{1}?", "{0,0}");
    private static final List<String> LOOKS = List.of("(?=", "(?!", "(?<=", "(?<!");
    private static final List<String> DOCUMENTS = List.of(
            "{}",
            "[]",
            "null",
            "1",
            "\"abc\"",
            "{\"a\":1}",
            "{\"a\":[1,2,3],\"b\":{\"c\":\"foo\"}}",
            "[1,\"2\",null,true,{\"x\":1.5}]",
            "[[1,2],[3,[4]]]",
            "{\"a\":{\"b\":{\"a\":5}},\"c\":[]}",
            "[{\"a\":1,\"b\":2},{\"a\":3},{\"a\":[4,5]}]",
            "{\"a\":\"12.5\",\"b\":true,\"c\":-3.7}");
    private static final List<String> STEPS = List.of(
            ".a",
            ".a",
            ".b",
            ".c",
            "[*]",
            "[0]",
            "[last]",
            "[0 to 1]",
            "[last - 1]",
            ".*",
            ".**",
            ".**{1}",
            ".type()",
            ".size()",
            ".double()",
            ".abs()",
            ".floor()",
            ".bigint()",
            ".number()",
            ".string()",
            ".boolean()");

    private final Random random;

    ExpressionGenerator(Random random) {
        this.random = random;
    }

    String next() {
        return random.nextBoolean() ? regex() : jsonPath();
    }

    private String one(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private String regex() {
        String text = IntStream.range(0, random.nextInt(13))
                .mapToObj(i -> one(List.of("a", "a", "a", "b", "b", "c", "A", "1", " ", "-", ".", "é", "\n")))
                .collect(Collectors.joining());
        String pattern = quoted(new Pattern().alternatives(1 + random.nextInt(3)));
        String flags = one(List.of("", "i", "n", "p", "w", "x"));
        String subject = quoted(text);
        return switch (random.nextInt(6)) {
            case 0 -> "regexp_replace(" + subject + ", " + pattern + ", '<\\&\\1>', " + quoted("g" + flags) + ")";
            case 1 -> "regexp_split_to_array(" + subject + ", " + pattern + ", " + quoted(flags) + ")";
            case 2 -> "regexp_instr(" + subject + ", " + pattern + ", 1, 1, 1, " + quoted(flags) + ", 1)";
            case 3 -> subject + " ~* " + pattern;
            default -> "regexp_match(" + subject + ", " + pattern + ", " + quoted(flags) + ")";
        };
    }

    /** One pattern; back references go to groups that are complete. */
    private final class Pattern {
        private int groups;

        String alternatives(int depth) {
            return IntStream.rangeClosed(0, chance(0.4) ? 1 + random.nextInt(2) : 0)
                    .mapToObj(i -> branch(depth))
                    .collect(Collectors.joining("|"));
        }

        private String branch(int depth) {
            return IntStream.rangeClosed(0, random.nextInt(4))
                    .mapToObj(i -> item(depth))
                    .collect(Collectors.joining());
        }

        private String item(int depth) {
            if (chance(0.1)) {
                return one(PLACES);
            }
            if (depth > 0 && chance(0.08)) {
                int before = groups;
                String look = one(LOOKS) + branch(0) + ")";
                groups = before;
                return look;
            }
            return atom(depth) + (chance(0.5) ? one(QUANTIFIERS) : "");
        }

        private String atom(int depth) {
            if (depth > 0 && chance(0.4)) {
                if (chance(0.3)) {
                    return "(?:" + alternatives(depth - 1) + ")";
                }
                String group = "(" + alternatives(depth - 1) + ")";
                groups++;
                return group;
            }
            return one(ATOMS);
        }
    }

    private String jsonPath() {
        String document = quoted(one(DOCUMENTS));
        String mode = one(List.of("", "", "lax ", "strict "));
        String path = quoted(mode + (chance(0.7) ? expression(2, false) : predicate(2, false)));
        String silent = one(List.of("false", "true"));
        return switch (random.nextInt(5)) {
            case 0 -> document + "::jsonb " + one(List.of("@?", "@@")) + " " + path;
            case 1 -> "jsonb_path_exists(" + document + ", " + path + ")";
            case 2 -> "jsonb_path_match(" + document + ", " + path + ", '{}', " + silent + ")";
            case 3 -> "jsonb_path_query_first(" + document + ", " + path + ")";
            default -> "jsonb_path_query_array(" + document + ", " + path + ", '{}', " + silent + ")";
        };
    }

    private String expression(int depth, boolean filter) {
        double choice = random.nextDouble();
        if (depth > 0 && choice > 0.8) {
            return "(" + expression(depth - 1, filter) + " " + one(List.of("+", "-", "*", "/", "%")) + " "
                    + expression(depth - 1, filter) + ")";
        }
        if (choice > 0.6) {
            return one(List.of("1", "2", "0", "1.5", "\"abc\"", "\"a\"", "null", "true", "\"2\""));
        }
        return path(depth, filter);
    }

    private String path(int depth, boolean filter) {
        StringBuilder path = new StringBuilder(filter && chance(0.7) ? "@" : "$");
        for (int i = random.nextInt(4); i > 0; i--) {
            path.append(depth > 0 && chance(0.2) ? " ? (" + predicate(depth - 1, true) + ")" : one(STEPS));
        }
        return path.toString();
    }

    private String predicate(int depth, boolean filter) {
        int inner = depth - 1;
        if (depth > 0) {
            switch (random.nextInt(8)) {
                case 0 -> {
                    return "!(" + predicate(inner, filter) + ")";
                }
                case 1 -> {
                    return "(" + predicate(inner, filter) + ") is unknown";
                }
                case 2 -> {
                    return "(" + predicate(inner, filter) + ") " + one(List.of("&&", "||")) + " ("
                            + predicate(inner, filter) + ")";
                }
                case 3 -> {
                    return "exists (" + path(inner, filter) + ")";
                }
                default -> {}
            }
        }
        return switch (random.nextInt(5)) {
            case 0 -> path(inner, filter) + " starts with \"a\"";
            case 1 -> path(inner, filter) + " like_regex \"^a\" flag \"i\"";
            default ->
                expression(inner, filter) + " " + one(List.of("==", "!=", "<", ">", "<=", ">=")) + " "
                        + expression(inner, filter);
        };
    }
}
