package io.federator.engine.function;

import io.federator.engine.function.NumberTemplate.Element;
import io.federator.engine.function.NumberTemplate.Node;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.value.NumericSpecial;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * {@code to_char} of numbers. The number's digits are laid against the template from the left; {@code current} counts the
 * places of the template, {@code digit} those of the number. One object writes one number.
 */
final class NumberToChar {
    /** {@code DBL_DIG} and {@code FLT_DIG}. */
    static final int FLOAT8_DIGITS = 15;

    static final int FLOAT4_DIGITS = 6;

    private final NumberTemplate template;
    private final StringBuilder out = new StringBuilder();
    private final int post;
    private final String digits;
    private final boolean negative;
    private final int blanks;
    private final int zeroStart;
    private final boolean bracket;
    private final boolean signBefore;
    private int current;
    private int digit;
    private int lastRelevant = -1;
    private boolean signWritten;
    private boolean inNumber;
    private int count;

    private NumberToChar(NumberTemplate template, int post, String digits, boolean negative, int wholeDigits) {
        this.template = template;
        this.post = post;
        this.digits = digits;
        this.negative = negative;
        int slots = template.pre + template.multi;
        this.blanks = Math.max(0, slots - wholeDigits);
        this.zeroStart = Math.max(0, template.zeroStart - 1);
        this.bracket = template.bracket && (negative || !template.fill);
        if (template.plus || template.minus) {
            signWritten = template.minus;
        } else {
            signWritten = !negative && template.fill && !template.sign;
        }
        this.signBefore = template.signBefore && template.pre != template.preSign;
        this.count = post + slots - 1;
        if (template.fill && template.decimal) {
            lastRelevant = lastRelevant();
        }
        if (!signWritten && blanks == 0) {
            count++;
        }
    }

    /** The text of an integer, which in scientific notation is that of a float. */
    static String integer(int value, String text) {
        int significant = new NumberTemplate(text).scientific ? FLOAT8_DIGITS : 0;
        return format(BigDecimal.valueOf(value), text, significant);
    }

    /**
     * The text of a number; floats come as their exact value.
     *
     * @param significant how many digits a float has, 0 for other numbers
     */
    static String format(Object value, String text, int significant) {
        boolean isFloat = significant > 0;
        NumberTemplate template = new NumberTemplate(text);
        RoundingMode rounding = isFloat ? RoundingMode.HALF_EVEN : RoundingMode.HALF_UP;
        if (template.roman) {
            return roman(value, template, rounding);
        }
        if (template.scientific) {
            return scientific(value, template, rounding, isFloat);
        }
        if (value instanceof NumericSpecial special) {
            int slots = template.pre + template.multi;
            String name = special == NumericSpecial.NAN ? "NaN" : "Infinity";
            int post = isFloat ? fraction(template.post, name.length(), significant) : template.post;
            String shown = name.length() > slots ? "#".repeat(slots) + "." + "#".repeat(post) : name;
            boolean negative = special == NumericSpecial.NEGATIVE_INFINITY;
            return new NumberToChar(template, post, shown, negative, Math.min(name.length(), slots)).write();
        }
        BigDecimal number = ((BigDecimal) value).movePointRight(template.multi);
        int post = template.post;
        if (isFloat) {
            post = fraction(post, number.setScale(0, rounding).precision(), significant);
        }
        BigDecimal rounded = number.setScale(post, rounding);
        boolean negative = rounded.signum() < 0 || (isFloat && number.signum() < 0);
        String digits = rounded.abs().toPlainString();
        int whole = digits.indexOf('.') < 0 ? digits.length() : digits.indexOf('.');
        int slots = template.pre + template.multi;
        if (whole > slots) {
            digits = "#".repeat(slots) + "." + "#".repeat(post);
            whole = slots;
        }
        return new NumberToChar(template, post, digits, negative, whole).write();
    }

    /** How many digits behind the point a float has. */
    private static int fraction(int wanted, int whole, int significant) {
        return Math.max(0, Math.min(wanted, significant - whole));
    }

    private int lastRelevant() {
        int point = digits.indexOf('.');
        if (point < 0) {
            return -1;
        }
        int last = point;
        for (int i = point; i < digits.length(); i++) {
            if (digits.charAt(i) != '0') {
                last = i;
            }
        }
        if (template.zeroEnd > blanks) {
            last = Math.max(last, Math.min(digits.length() - 1, template.zeroEnd - blanks));
        }
        return last;
    }

    private String write() {
        for (Node node : template.nodes) {
            switch (node.element()) {
                case NINE, ZERO, POINT -> place(node.element());
                case COMMA -> {
                    if (inNumber) {
                        out.append(',');
                    } else if (!template.fill) {
                        out.append(' ');
                    }
                }
                case CURRENCY -> out.append(' ');
                case MINUS -> sign(negative, '-');
                case PLUS -> sign(!negative, '+');
                case PLUS_MINUS -> out.append(negative ? '-' : '+');
                case ORDINAL, ORDINAL_LOWER -> {
                    if (digits.charAt(0) != '#' && !negative && !template.decimal) {
                        String suffix = Ordinals.suffix(digits);
                        out.append(node.element() == Element.ORDINAL ? TextFunctions.upper(suffix) : suffix);
                    }
                }
                case ROMAN, ROMAN_LOWER -> {}
                case LITERAL -> out.append(node.text());
            }
        }
        return out.toString();
    }

    private void sign(boolean shown, char sign) {
        if (shown) {
            out.append(sign);
        } else if (!template.fill) {
            out.append(' ');
        }
    }

    private boolean leadingZeroHidden() {
        return !template.zero && digit == 0 && digits.startsWith("0") && post != 0;
    }

    private boolean relevantPoint() {
        return lastRelevant >= 0 && digits.charAt(lastRelevant) == '.';
    }

    private void place(Element element) {
        inNumber = false;
        if (!signWritten
                && (current >= blanks || (template.zero && zeroStart == current))
                && (!leadingZeroHidden() || relevantPoint())) {
            writeSign();
        }
        if (current < blanks && (zeroStart > current || !template.zero)) {
            if (!template.fill) {
                out.append(' ');
            }
        } else if (template.zero && current < blanks) {
            out.append('0');
            inNumber = true;
        } else {
            digit(element);
            if (digit < digits.length()) {
                digit++;
            }
        }
        int end = count + (blanks > 0 ? 1 : 0) + (template.decimal ? 1 : 0);
        if (lastRelevant >= 0 && lastRelevant == digit) {
            end = current;
        }
        if (current + 1 == end) {
            if (signWritten && bracket) {
                out.append(negative ? '>' : ' ');
            } else if (template.sign && !signBefore) {
                out.append(negative ? '-' : '+');
            }
        }
        current++;
    }

    private void writeSign() {
        if (template.sign) {
            if (signBefore) {
                out.append(negative ? '-' : '+');
                signWritten = true;
            }
        } else if (bracket) {
            out.append(negative ? '<' : ' ');
            signWritten = true;
        } else {
            if (negative) {
                out.append('-');
            } else if (!template.fill) {
                out.append(' ');
            }
            signWritten = true;
        }
    }

    private void digit(Element element) {
        char c = digit < digits.length() ? digits.charAt(digit) : 0;
        if (c == '.') {
            out.append('.');
        } else if (lastRelevant >= 0 && digit > lastRelevant && element != Element.ZERO) {
            return;
        } else if (leadingZeroHidden()) {
            if (!template.fill) {
                out.append(' ');
            } else if (relevantPoint()) {
                out.append('0');
            }
        } else if (c != 0) {
            out.append(c);
            inNumber = true;
        }
    }

    private static String scientific(Object value, NumberTemplate template, RoundingMode rounding, boolean isFloat) {
        if (!(value instanceof BigDecimal number)) {
            return " " + "#".repeat(template.pre) + "." + "#".repeat(template.post + 4);
        }
        // A float is rounded first; of a numeric, 9.99 may become 10.0 with the exponent of 9.99.
        BigDecimal digits = isFloat ? number.round(new MathContext(template.post + 1, rounding)) : number;
        int exponent = digits.signum() == 0 ? 0 : digits.precision() - digits.scale() - 1;
        String mantissa = digits.abs()
                .movePointLeft(exponent)
                .setScale(template.post, RoundingMode.HALF_UP)
                .toPlainString();
        String power = Integer.toString(Math.abs(exponent));
        return (number.signum() < 0 ? "-" : " ") + mantissa + "e" + (exponent < 0 ? "-" : "+")
                + (power.length() < 2 ? "0" : "") + power;
    }

    private static String roman(Object value, NumberTemplate template, RoundingMode rounding) {
        boolean lower = template.nodes.stream().anyMatch(node -> node.element() == Element.ROMAN_LOWER);
        int number = value instanceof BigDecimal decimal && decimal.abs().compareTo(BigDecimal.valueOf(4000)) < 0
                ? decimal.setScale(0, rounding).intValueExact()
                : 0;
        if (number < 1 || number > 3999) {
            return "#".repeat(15);
        }
        String text = lower ? TextFunctions.lower(Ordinals.roman(number)) : Ordinals.roman(number);
        return template.fill ? text : " ".repeat(15 - text.length()) + text;
    }

    /** {@code to_number}: the digits of a text where the template has places for them. */
    static BigDecimal parse(String text, String templateText) {
        NumberTemplate template = new NumberTemplate(templateText);
        if (template.scientific) {
            throw new SqlException(SqlState.FEATURE_NOT_SUPPORTED, "\"EEEE\" not supported for input");
        }
        if (template.roman) {
            return fromRoman(text);
        }
        StringBuilder digits = new StringBuilder();
        boolean negative = false;
        boolean point = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                int fraction = point ? digits.length() - digits.indexOf(".") - 1 : 0;
                if (point ? fraction < template.post : digits.length() < template.pre + template.multi) {
                    digits.append(c);
                }
            } else if (c == '.' && template.decimal && !point) {
                digits.append('.');
                point = true;
            } else if (c == '-' || c == '<') {
                negative = true;
            } else if (c == '.') {
                break;
            }
        }
        if (digits.toString().replace(".", "").isEmpty()) {
            throw new SqlException(
                    SqlState.INVALID_TEXT_REPRESENTATION, "invalid input syntax for type numeric: \" \"");
        }
        String number = digits.charAt(digits.length() - 1) == '.'
                ? digits.substring(0, digits.length() - 1)
                : digits.toString();
        BigDecimal value = new BigDecimal(number);
        BigDecimal scaled = template.decimal ? value.setScale(value.scale()) : value;
        BigDecimal signed = negative ? scaled.negate() : scaled;
        return template.shift
                ? signed.multiply(NumericMath.power(BigDecimal.TEN, BigDecimal.valueOf(-template.multi)))
                : signed;
    }

    private static BigDecimal fromRoman(String text) {
        if (text.isEmpty()) {
            throw new SqlException(
                    SqlState.INVALID_TEXT_REPRESENTATION, "invalid input syntax for type numeric: \" \"");
        }
        int start = 0;
        while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        int number = Ordinals.ofRoman(text, start);
        if (number < 0) {
            throw new SqlException(SqlState.INVALID_TEXT_REPRESENTATION, "invalid Roman numeral");
        }
        return BigDecimal.valueOf(number);
    }
}
