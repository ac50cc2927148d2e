package io.federator.engine.session.setting;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/** The base unit of a whole-number setting, and the units in which it may be given. Units are listed largest first. */
public enum Unit {
    NONE("", List.of()),
    MILLISECONDS(
            "ms",
            List.of(
                    new Scale("d", "86400000"),
                    new Scale("h", "3600000"),
                    new Scale("min", "60000"),
                    new Scale("s", "1000"),
                    new Scale("ms", "1"),
                    new Scale("us", "0.001"))),
    SECONDS(
            "s",
            List.of(
                    new Scale("d", "86400"),
                    new Scale("h", "3600"),
                    new Scale("min", "60"),
                    new Scale("s", "1"),
                    new Scale("ms", "0.001"),
                    new Scale("us", "0.000001"))),
    BYTES(
            "B",
            List.of(
                    new Scale("TB", "1099511627776"),
                    new Scale("GB", "1073741824"),
                    new Scale("MB", "1048576"),
                    new Scale("kB", "1024"),
                    new Scale("B", "1"))),
    KILOBYTES(
            "kB",
            List.of(
                    new Scale("TB", "1073741824"),
                    new Scale("GB", "1048576"),
                    new Scale("MB", "1024"),
                    new Scale("kB", "1"),
                    new Scale("B", "0.0009765625"))),
    BLOCKS(
            "8kB",
            List.of(
                    new Scale("TB", "134217728"),
                    new Scale("GB", "131072"),
                    new Scale("MB", "128"),
                    new Scale("kB", "0.125"),
                    new Scale("B", "0.0001220703125")));

    /** How many base units one of {@code symbol} is. */
    private record Scale(String symbol, BigDecimal base) {
        Scale(String symbol, String base) {
            this(symbol, new BigDecimal(base));
        }
    }

    private static final String TIME_HINT =
            "Valid units for this parameter are \"us\", \"ms\", \"s\", \"min\", \"h\", and \"d\".";
    private static final String MEMORY_HINT =
            "Valid units for this parameter are \"B\", \"kB\", \"MB\", \"GB\", and \"TB\".";

    private final String symbol;
    private final List<Scale> scales;

    Unit(String symbol, List<Scale> scales) {
        this.symbol = symbol;
        this.scales = scales;
    }

    /** {@code pg_settings.unit}; empty for a plain number. */
    public String symbol() {
        return symbol;
    }

    static Unit ofSymbol(String symbol) {
        for (Unit unit : values()) {
            if (unit.symbol.equals(symbol)) {
                return unit;
            }
        }
        throw new IllegalArgumentException("no unit " + symbol);
    }

    /** Reads a number with an optional unit, in base units. */
    long whole(String name, String text, long min, long max) {
        String stripped = text.strip();
        int end = numberEnd(stripped);
        String unit = stripped.substring(end).strip();
        BigDecimal value;
        try {
            value = number(stripped.substring(0, end)).multiply(factor(unit));
        } catch (IllegalArgumentException e) {
            boolean wrongUnit = end > 0 && !unit.isEmpty() && this != NONE;
            var error = SettingErrors.invalidValue(name, text);
            throw wrongUnit ? error.withHint(this == MILLISECONDS || this == SECONDS ? TIME_HINT : MEMORY_HINT) : error;
        }
        BigDecimal rounded = value.setScale(0, RoundingMode.HALF_EVEN);
        if (rounded.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
            throw SettingErrors.invalidValue(name, text).withHint("Value exceeds integer range.");
        }
        long whole = rounded.longValueExact();
        if (whole < min || whole > max) {
            String suffix = symbol.isEmpty() ? "" : " " + symbol;
            throw SettingErrors.invalid(whole + suffix + " is outside the valid range for parameter \"" + name + "\" ("
                    + min + suffix + " .. " + max + suffix + ")");
        }
        return whole;
    }

    /** The number in the largest unit that holds it without a fraction, as SHOW prints it. */
    String show(long value) {
        if (value <= 0 || this == NONE) {
            return Long.toString(value);
        }
        for (Scale scale : scales) {
            BigDecimal[] parts = BigDecimal.valueOf(value).divideAndRemainder(scale.base());
            if (parts[1].signum() == 0) {
                return parts[0].toBigInteger() + scale.symbol();
            }
        }
        return Long.toString(value);
    }

    private BigDecimal factor(String unit) {
        if (unit.isEmpty()) {
            return BigDecimal.ONE;
        }
        for (Scale scale : scales) {
            if (scale.symbol().equals(unit)) {
                return scale.base();
            }
        }
        throw new IllegalArgumentException("no unit " + unit);
    }

    private static int numberEnd(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("0x")) {
            int i = 2;
            while (i < lower.length() && Character.digit(lower.charAt(i), 16) >= 0) {
                i++;
            }
            return i;
        }
        int i = 0;
        while (i < text.length() && (Character.isDigit(text.charAt(i)) || "+-.".indexOf(text.charAt(i)) >= 0)) {
            i++;
        }
        boolean exponent = i < text.length() - 1
                && lower.charAt(i) == 'e'
                && (Character.isDigit(text.charAt(i + 1)) || "+-".indexOf(text.charAt(i + 1)) >= 0);
        if (exponent) {
            i += 2;
            while (i < text.length() && Character.isDigit(text.charAt(i))) {
                i++;
            }
        }
        return i;
    }

    private static BigDecimal number(String text) {
        // A longer text would be a number beyond the range anyway; reading it must stay cheap.
        if (text.length() > 40) {
            throw new NumberFormatException("too long");
        }
        if (text.startsWith("0x") || text.startsWith("0X")) {
            return BigDecimal.valueOf(Long.parseLong(text.substring(2), 16));
        }
        BigDecimal value = new BigDecimal(text);
        if (value.precision() - value.scale() > 30 || value.scale() > 60) {
            throw new NumberFormatException("out of range");
        }
        return value;
    }
}
