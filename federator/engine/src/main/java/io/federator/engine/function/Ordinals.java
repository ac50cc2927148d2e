package io.federator.engine.function;

/** Numbers as words of {@code to_char}: ordinal endings and Roman numerals. */
final class Ordinals {
    private static final int[] VALUES = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};
    private static final String[] LETTERS = {"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"};

    /** Letters of the longest number, MMMDCCCLXXXVIII. */
    private static final int LONGEST = 15;

    private static final int TOO_LARGE = 4000;

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

    /**
     * The number that Roman numerals at a place of a text stand for, -1 when they stand for none; what follows them does not
     * matter.
     */
    static int ofRoman(String text, int start) {
        int end = start;
        while (end < text.length() && end - start < LONGEST && value(text.charAt(end)) > 0) {
            end++;
        }
        String numerals = TextFunctions.upper(text.substring(start, end));
        // Whatever is well-formed is what the number would be written as.
        int sum = 0;
        for (int i = 0; i < numerals.length(); i++) {
            int own = value(numerals.charAt(i));
            sum += i + 1 < numerals.length() && value(numerals.charAt(i + 1)) > own ? -own : own;
        }
        return sum > 0 && sum < TOO_LARGE && roman(sum).equals(numerals) ? sum : -1;
    }

    private static int value(char letter) {
        return switch (letter) {
            case 'I', 'i' -> 1;
            case 'V', 'v' -> 5;
            case 'X', 'x' -> 10;
            case 'L', 'l' -> 50;
            case 'C', 'c' -> 100;
            case 'D', 'd' -> 500;
            case 'M', 'm' -> 1000;
            default -> 0;
        };
    }
}
