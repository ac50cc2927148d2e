package io.federator.engine.function;

/** Numbers as words of {@code to_char}: ordinal endings and Roman numerals. */
final class Ordinals {
    private static final int[] VALUES = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};
    private static final String[] LETTERS = {"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"};

    private Ordinals() {}

    /** {@code st}, {@code nd}, {@code rd} or {@code th} for a number's digits. */
    static String suffix(String digits) {
        char last = digits.charAt(digits.length() - 1);
        boolean teen = digits.length() > 1 && digits.charAt(digits.length() - 2) == '1';
        if (teen) {
            return "th";
        }
        return switch (last) {
            case '1' -> "st";
            case '2' -> "nd";
            case '3' -> "rd";
            default -> "th";
        };
    }

    static String roman(int number) {
        StringBuilder out = new StringBuilder();
        int rest = number;
        for (int i = 0; i < VALUES.length; i++) {
            while (rest >= VALUES[i]) {
                out.append(LETTERS[i]);
                rest -= VALUES[i];
            }
        }
        return out.toString();
    }
}
