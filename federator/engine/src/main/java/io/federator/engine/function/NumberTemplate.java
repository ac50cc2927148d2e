package io.federator.engine.function;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.ArrayList;
import java.util.List;

/** A template of {@code to_char} for numbers, taken apart. */
final class NumberTemplate {
    /** The elements of a template. */
    enum Element {
        NINE,
        ZERO,
        POINT,
        COMMA,
        CURRENCY,
        MINUS,
        PLUS,
        PLUS_MINUS,
        ORDINAL,
        ORDINAL_LOWER,
        ROMAN,
        ROMAN_LOWER,
        LITERAL
    }

    /** An element with its text, which is what a literal writes. */
    record Node(Element element, String text) {}

    final List<Node> nodes = new ArrayList<>();
    int pre;
    int post;
    int multi;
    int zeroStart;
    int zeroEnd;
    int preSign;
    boolean zero;
    boolean decimal;
    boolean fill;
    boolean sign;
    boolean signBefore;
    boolean minus;
    boolean plus;
    boolean bracket;
    boolean roman;
    boolean shift;
    boolean scientific;

    NumberTemplate(String template) {
        int at = 0;
        while (at < template.length()) {
            char c = template.charAt(at);
            if (c == '"') {
                at = quoted(template, at + 1);
                continue;
            }
            int length = element(template, at);
            if (length > 0) {
                at += length;
                continue;
            }
            if (c == '\\' && at + 1 < template.length() && template.charAt(at + 1) == '"') {
                at++;
            }
            int end = template.offsetByCodePoints(at, 1);
            nodes.add(new Node(Element.LITERAL, template.substring(at, end)));
            at = end;
        }
    }

    private int quoted(String template, int start) {
        int at = start;
        while (at < template.length() && template.charAt(at) != '"') {
            if (template.charAt(at) == '\\' && at + 1 < template.length()) {
                at++;
            }
            int end = template.offsetByCodePoints(at, 1);
            nodes.add(new Node(Element.LITERAL, template.substring(at, end)));
            at = end;
        }
        return at + 1;
    }

    private int element(String template, int at) {
        String rest = template.substring(at, Math.min(template.length(), at + 4));
        String upper = TextFunctions.upper(rest);
        String[] keywords = {
            "EEEE", "FM", "MI", "PL", "PR", "RN", "SG", "TH", "SP", ",", ".", "0", "9", "B", "C", "D", "G", "L", "S",
            "V"
        };
        for (String keyword : keywords) {
            if (upper.startsWith(keyword)) {
                String text = rest.substring(0, keyword.length());
                if (!text.equals(keyword) && !text.equals(TextFunctions.lower(keyword))) {
                    continue;
                }
                prepare(keyword, !text.equals(keyword));
                return keyword.length();
            }
        }
        return 0;
    }

    private void prepare(String keyword, boolean lower) {
        if (scientific && !keyword.equals("EEEE")) {
            throw syntax("\"EEEE\" must be the last pattern used");
        }
        switch (keyword) {
            case "9" -> {
                if (bracket) {
                    throw syntax("\"9\" must be ahead of \"PR\"");
                }
                if (shift) {
                    multi++;
                } else if (decimal) {
                    post++;
                } else {
                    pre++;
                }
                add(Element.NINE);
            }
            case "0" -> {
                if (bracket) {
                    throw syntax("\"0\" must be ahead of \"PR\"");
                }
                if (!zero && !decimal) {
                    zero = true;
                    zeroStart = pre + 1;
                }
                if (decimal) {
                    post++;
                } else {
                    pre++;
                }
                zeroEnd = pre + post;
                add(Element.ZERO);
            }
            case ".", "D" -> {
                if (decimal) {
                    throw syntax("multiple decimal points");
                }
                if (shift) {
                    throw syntax("cannot use \"V\" and decimal point together");
                }
                decimal = true;
                add(Element.POINT);
            }
            case ",", "G" -> add(Element.COMMA);
            case "L" -> add(Element.CURRENCY);
            case "S" -> {
                if (sign) {
                    throw syntax("cannot use \"S\" twice");
                }
                if (plus || minus || bracket) {
                    throw syntax("cannot use \"S\" and \"PL\"/\"MI\"/\"SG\"/\"PR\" together");
                }
                sign = true;
                signBefore = !decimal;
                preSign = pre;
            }
            case "MI" -> {
                requireNoSign("MI");
                minus = true;
                add(Element.MINUS);
            }
            case "PL" -> {
                requireNoSign("PL");
                plus = true;
                add(Element.PLUS);
            }
            case "SG" -> {
                requireNoSign("SG");
                minus = true;
                plus = true;
                add(Element.PLUS_MINUS);
            }
            case "PR" -> {
                if (sign || plus || minus) {
                    throw syntax("cannot use \"PR\" and \"S\"/\"PL\"/\"MI\"/\"SG\" together");
                }
                bracket = true;
            }
            case "RN" -> {
                if (roman) {
                    throw syntax("cannot use \"RN\" twice");
                }
                roman = true;
                add(lower ? Element.ROMAN_LOWER : Element.ROMAN);
            }
            case "TH" -> add(lower ? Element.ORDINAL_LOWER : Element.ORDINAL);
            case "V" -> {
                if (decimal) {
                    throw syntax("cannot use \"V\" and decimal point together");
                }
                shift = true;
            }
            case "FM" -> fill = true;
            case "EEEE" -> scientific = true;
            default -> {}
        }
        if (roman && (decimal || zero || sign || bracket || minus || plus || shift || scientific)) {
            throw syntax("\"RN\" is incompatible with other formats")
                    .withDetail("\"RN\" may only be used together with \"FM\".");
        }
    }

    private void requireNoSign(String keyword) {
        if (sign) {
            throw syntax("cannot use \"S\" and \"" + keyword + "\" together");
        }
    }

    private void add(Element element) {
        nodes.add(new Node(element, ""));
    }

    private static SqlException syntax(String message) {
        return new SqlException(SqlState.SYNTAX_ERROR, message);
    }
}
