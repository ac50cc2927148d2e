package io.federator.duckdb;

import static io.federator.duckdb.DuckDbLiterals.integer;
import static io.federator.duckdb.DuckDbLiterals.string;
import static io.federator.spi.source.PositiveList.fill;

import io.federator.spi.source.Rendered;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The positive list of operators and functions on integers, floats and text; see also {@link NumericOperations}. */
final class ScalarOperations {
    private static final List<String> INTEGERS = List.of("int2", "int4", "int8");
    private static final List<String> FLOATS = List.of("float4", "float8");
    private static final String UPPER = "'ABCDEFGHIJKLMNOPQRSTUVWXYZ'";
    private static final String LOWER = "'abcdefghijklmnopqrstuvwxyz'";

    private ScalarOperations() {}

    static OperationList list() {
        OperationList.Builder list = new OperationList.Builder();
        integers(list);
        floats(list);
        text(list);
        patterns(list);
        bytes(list);
        NumericOperations.declare(list);
        DateOperations.declare(list);
        return list.build();
    }

    private static void integers(OperationList.Builder list) {
        for (int left = 0; left < INTEGERS.size(); left++) {
            for (int right = 0; right < INTEGERS.size(); right++) {
                String signature = "(" + INTEGERS.get(left) + ", " + INTEGERS.get(right) + ") "
                        + INTEGERS.get(Math.max(left, right));
                for (String operator : List.of("+", "-", "*")) {
                    list.add(operator + signature, "({0} " + operator + " {1})");
                }
                list.add("/" + signature, "({0} // {1})");
            }
            String type = INTEGERS.get(left);
            String pair = "(" + type + ", " + type + ") " + type;
            list.add("%" + pair, "fed_mod({0}, {1})");
            list.add("mod" + pair, "fed_mod({0}, {1})");
            list.add("&" + pair, "({0} & {1})");
            list.add("|" + pair, "({0} | {1})");
            list.add("#" + pair, "xor({0}, {1})");
            String single = "(" + type + ") " + type;
            String name = List.of("SMALLINT", "INTEGER", "BIGINT").get(left);
            // DuckDB's own negation widens the type of a constant.
            list.add("-" + single, "(CAST(0 AS " + name + ") - {0})");
            list.add("+" + single, "{0}");
            list.add("~" + single, "(~ {0})");
            list.add("abs" + single, "abs({0})");
            list.add("@" + single, "abs({0})");
        }
    }

    private static void floats(OperationList.Builder list) {
        for (String left : FLOATS) {
            for (String right : FLOATS) {
                String result = left.equals(right) ? left : "float8";
                String signature = "(" + left + ", " + right + ") " + result;
                list.add("+" + signature, "fed_float_sum({0} + {1}, {0}, {1})");
                list.add("-" + signature, "fed_float_sum({0} - {1}, {0}, {1})");
                list.add("*" + signature, "fed_float_product({0} * {1}, {0}, {1})");
                list.add("/" + signature, "fed_float_quotient({0} / {1}, {0}, {1})");
            }
            list.add("-(" + left + ") " + left, "(- {0})");
            list.add("+(" + left + ") " + left, "{0}");
            list.add("abs(" + left + ") " + left, "abs({0})");
            list.add("@(" + left + ") " + left, "abs({0})");
        }
    }

    private static void text(OperationList.Builder list) {
        list.add("||(text, text) text", "({0} || {1})");
        for (String name : List.of("length", "char_length", "character_length")) {
            list.add(name + "(text) int4", "CAST(length({0}) AS INTEGER)");
        }
        list.add("octet_length(text) int4", "CAST(strlen({0}) AS INTEGER)");
        list.add("upper(text) text", "translate({0}, " + LOWER + ", " + UPPER + ")");
        list.add("lower(text) text", "translate({0}, " + UPPER + ", " + LOWER + ")");
        list.add("strpos(text, text) int4", "CAST(strpos({0}, {1}) AS INTEGER)");
        list.add("position(text, text) int4", "CAST(strpos({0}, {1}) AS INTEGER)");
        for (String name : List.of("substr", "substring")) {
            list.text(name + "(text, int4) text", o -> atLeast(o.get(1), 1) ? fill("substr({0}, {1})", o) : null);
            list.text(
                    name + "(text, int4, int4) text",
                    o -> atLeast(o.get(1), 1) && atLeast(o.get(2), 0) ? fill("substr({0}, {1}, {2})", o) : null);
        }
        for (String name : List.of("left", "right")) {
            list.text(name + "(text, int4) text", o -> isLiteral(o.get(1)) ? fill(name + "({0}, {1})", o) : null);
        }
        for (String name : List.of("btrim", "ltrim", "rtrim")) {
            String function = name.equals("btrim") ? "trim" : name;
            list.add(name + "(text) text", function + "({0}, ' ')");
            list.add(name + "(text, text) text", function + "({0}, {1})");
        }
        for (String name : List.of("lpad", "rpad")) {
            list.text(name + "(text, int4) text", o -> isLength(o.get(1)) ? fill(name + "({0}, {1}, ' ')", o) : null);
            list.text(
                    name + "(text, int4, text) text",
                    o -> isLength(o.get(1)) && isFilled(o.get(2)) ? fill(name + "({0}, {1}, {2})", o) : null);
        }
        list.text("repeat(text, int4) text", o -> isLength(o.get(1)) ? fill("repeat({0}, {1})", o) : null);
        list.add("replace(text, text, text) text", "replace({0}, {1}, {2})");
        list.add("translate(text, text, text) text", "translate({0}, {1}, {2})");
        list.add("starts_with(text, text) bool", "starts_with({0}, {1})");
        list.add("^@(text, text) bool", "starts_with({0}, {1})");
        list.add("ascii(text) int4", "ascii({0})");
        list.add("md5(text) text", "md5({0})");
        list.text(
                "split_part(text, text, int4) text",
                o -> isFilled(o.get(1))
                                && isLiteral(o.get(2))
                                && integer(o.get(2)).getAsInt() != 0
                        ? fill("split_part({0}, {1}, {2})", o)
                        : null);
    }

    /**
     * PostgreSQL's patterns have an escape character, DuckDB's only when it is asked for. Only literals: a pattern that ends with
     * the escape character is an error, but not at the same texts.
     */
    private static void patterns(OperationList.Builder list) {
        list.text(
                "~~(text, text) bool",
                o -> like("", o.get(0).sql(), o.get(1), o.get(1).sql()));
        list.text(
                "!~~(text, text) bool",
                o -> like("NOT ", o.get(0).sql(), o.get(1), o.get(1).sql()));
        list.text("~~*(text, text) bool", o -> like("", lower(o.get(0)), o.get(1), lower(o.get(1))));
        list.text("!~~*(text, text) bool", o -> like("NOT ", lower(o.get(0)), o.get(1), lower(o.get(1))));
    }

    private static String lower(Rendered text) {
        return "translate(" + text.sql() + ", " + UPPER + ", " + LOWER + ")";
    }

    private static @Nullable String like(String not, String text, Rendered pattern, String written) {
        String literal = string(pattern);
        if (literal == null || literal.replace("\\\\", "").endsWith("\\")) {
            return null;
        }
        boolean plain = literal.indexOf('\\') < 0;
        return "(" + not + "(" + text + " LIKE " + written + (plain ? "" : " ESCAPE '\\'") + "))";
    }

    private static void bytes(OperationList.Builder list) {
        list.add("||(bytea, bytea) bytea", "({0} || {1})");
        list.add("length(bytea) int4", "CAST(octet_length({0}) AS INTEGER)");
        list.add("octet_length(bytea) int4", "CAST(octet_length({0}) AS INTEGER)");
    }

    private static boolean isLiteral(Rendered value) {
        return integer(value).isPresent();
    }

    private static boolean atLeast(Rendered value, int least) {
        OptionalInt literal = integer(value);
        return literal.isPresent() && literal.getAsInt() >= least;
    }

    /** A length that cannot exhaust anything. */
    private static boolean isLength(Rendered value) {
        return atLeast(value, Integer.MIN_VALUE) && integer(value).getAsInt() <= 10_000;
    }

    private static boolean isFilled(Rendered value) {
        @Nullable String literal = string(value);
        return literal != null && !literal.isEmpty();
    }
}
