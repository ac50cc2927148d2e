package io.federator.engine.function;

/** Java's spelling of the named classes and constraints of PostgreSQL's regular expressions, in the C locale. */
final class RegexClasses {
    private static final String WORD = "[A-Za-z0-9_]";

    private RegexClasses() {}

    /** A constraint escape, or empty when the letter is none. */
    static String constraint(char c) {
        return switch (c) {
            case 'A' -> "\\A";
            case 'Z' -> "\\z";
            case 'm' -> "(?<!" + WORD + ")(?=" + WORD + ")";
            case 'M' -> "(?<=" + WORD + ")(?!" + WORD + ")";
            case 'y' -> "(?:(?<!" + WORD + ")(?=" + WORD + ")|(?<=" + WORD + ")(?!" + WORD + "))";
            case 'Y' -> "(?:(?<!" + WORD + ")(?!" + WORD + ")|(?<=" + WORD + ")(?=" + WORD + "))";
            default -> "";
        };
    }

    /** The inside of a bracket for a class such as {@code alpha}. */
    static String named(String name) {
        return switch (name) {
            case "alpha" -> "A-Za-z";
            case "digit" -> "0-9";
            case "alnum" -> "A-Za-z0-9";
            case "upper" -> "A-Z";
            case "lower" -> "a-z";
            case "space" -> " \\t-\\r";
            case "blank" -> " \\t";
            case "punct" -> "!-/:-@\\[-`{-~";
            case "cntrl" -> "\\x00-\\x1f\\x7f";
            case "xdigit" -> "0-9A-Fa-f";
            case "print" -> " -~";
            case "graph" -> "!-~";
            case "ascii" -> "\\x00-\\x7f";
            case "word" -> "A-Za-z0-9_";
            default -> throw RegexTranslator.invalid("invalid character class");
        };
    }
}
