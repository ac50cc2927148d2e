package io.federator.spi.value;

import java.math.BigDecimal;

/** PostgreSQL's {@code money}, hundredths in a long, as text under {@code lc_monetary = C}. */
public final class MoneyText {
    private MoneyText() {}

    /**
     * The amount in hundredths; a third digit behind the point rounds.
     *
     * @throws io.federator.spi.error.SqlException 22P02, 22003
     */
    public static long parse(String text) {
        return new Reader(text).read();
    }

    /** Such as {@code -$1,234.50}. */
    public static String print(long hundredths) {
        String digits = BigDecimal.valueOf(hundredths, 2).abs().toPlainString();
        StringBuilder out = new StringBuilder(digits);
        for (int at = digits.length() - 6; at > 0; at -= 3) {
            out.insert(at, ',');
        }
        return (hundredths < 0 ? "-$" : "$") + out;
    }

    private static final class Reader {
        private final String text;
        private int at;
        private boolean negative;

        Reader(String text) {
            this.text = text;
        }

        long read() {
            blanksAndSymbol();
            if (peek() == '-' || peek() == '(') {
                negative = true;
                at++;
            } else if (peek() == '+') {
                at++;
            }
            blanksAndSymbol();
            long below = amount();
            trailer();
            if (negative) {
                return below;
            }
            if (below == Long.MIN_VALUE) {
                throw InputErrors.outOfRange("money", text);
            }
            return -below;
        }

        private void blanksAndSymbol() {
            blanks();
            if (peek() == '$') {
                at++;
            }
            blanks();
        }

        private void blanks() {
            while (InputErrors.isSpace(peek())) {
                at++;
            }
        }

        /** The amount below zero, where there is room for one more. */
        private long amount() {
            long value = 0;
            int decimals = -1;
            for (; at < text.length(); at++) {
                if (isDigit() && decimals < 2) {
                    value = next(value, peek() - '0');
                    decimals += decimals >= 0 ? 1 : 0;
                } else if (peek() == '.' && decimals < 0) {
                    decimals = 0;
                } else if (peek() != ',') {
                    break;
                }
            }
            if (isDigit() && peek() >= '5') {
                value = exact(value, value - 1);
            }
            for (int missing = Math.max(decimals, 0); missing < 2; missing++) {
                value = next(value, 0);
            }
            while (isDigit()) {
                at++;
            }
            return value;
        }

        private long next(long value, int digit) {
            long tenfold = value * 10;
            if (value < Long.MIN_VALUE / 10) {
                throw InputErrors.outOfRange("money", text);
            }
            return exact(tenfold, tenfold - digit);
        }

        private long exact(long before, long after) {
            if (after > before) {
                throw InputErrors.outOfRange("money", text);
            }
            return after;
        }

        private void trailer() {
            for (; at < text.length(); at++) {
                char c = peek();
                if (c == '-') {
                    negative = true;
                } else if (!InputErrors.isSpace(c) && c != ')' && c != '+' && c != '$') {
                    throw InputErrors.syntax("money", text);
                }
            }
        }

        private char peek() {
            return at < text.length() ? text.charAt(at) : '\0';
        }

        private boolean isDigit() {
            return peek() >= '0' && peek() <= '9';
        }
    }
}
