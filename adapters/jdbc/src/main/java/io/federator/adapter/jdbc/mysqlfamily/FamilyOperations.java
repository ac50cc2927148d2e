package io.federator.adapter.jdbc.mysqlfamily;

import io.federator.adapter.jdbc.dialect.Digits;
import io.federator.spi.source.PositiveList;
import io.federator.spi.source.PositiveList.Rendering;
import io.federator.spi.source.Rendered;
import io.federator.spi.source.TextCollation;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What MySQL and MariaDB compute exactly as PostgreSQL.
 *
 * <p>Traps that keep an operation off the list: integers are computed with 64 bits, so {@code int4} arithmetic would
 * not overflow; division by zero is NULL; floats underflow in silence; dates overflow to NULL; case mapping and regular
 * expressions are those of Unicode.
 */
final class FamilyOperations {
    private static final Map<String, String> FIELDS = Map.of(
            "year", "EXTRACT(YEAR FROM {0})",
            "month", "EXTRACT(MONTH FROM {0})",
            "day", "EXTRACT(DAY FROM {0})",
            "quarter", "QUARTER({0})",
            "dow", "(DAYOFWEEK({0}) - 1)",
            "isodow", "(WEEKDAY({0}) + 1)",
            "doy", "DAYOFYEAR({0})",
            "week", "WEEK({0}, 3)",
            "hour", "EXTRACT(HOUR FROM {0})",
            "minute", "EXTRACT(MINUTE FROM {0})");
    private static final Map<String, String> TRUNCATIONS = Map.of(
            "year", "%Y-01-01",
            "month", "%Y-%m-01",
            "day", "%Y-%m-%d",
            "hour", "%Y-%m-%d %H:00:00",
            "minute", "%Y-%m-%d %H:%i:00",
            "second", "%Y-%m-%d %H:%i:%S");

    private FamilyOperations() {}

    static PositiveList functions(FamilyDialect dialect, FamilyProfile profile) {
        PositiveList.Builder list = new PositiveList.Builder();
        numbers(list, profile);
        texts(list, dialect);
        dates(list);
        return list.build();
    }

    private static void numbers(PositiveList.Builder list, FamilyProfile profile) {
        for (String operator : profile.subtractsExactly() ? List.of("+", "-", "*") : List.of("+", "*")) {
            list.add(
                    operator + "(int8|int2|int8|int4|int8, int8|int8|int2|int8|int4) int8",
                    arithmetic("({0} " + operator + " {1})"));
        }
        list.add("+(numeric, numeric) numeric", decimal("({0} + {1})", Digits::plus));
        list.add("-(numeric, numeric) numeric", decimal("({0} - {1})", Digits::plus));
        list.add("*(numeric, numeric) numeric", decimal("({0} * {1})", Digits::times));
        list.add("+(float8, float8) float8", arithmetic("({0} + {1})"));
        list.add("-(float8, float8) float8", arithmetic("({0} - {1})"));
        list.add("-(int8) int8", arithmetic("(- {0})"));
        list.add("-(numeric) numeric", sameDigits("(- {0})"));
        list.add("abs(int8|float8) int8|float8", arithmetic("ABS({0})"));
        list.add("abs(numeric) numeric", sameDigits("ABS({0})"));
        list.add("/(int2|int4|int8, int2|int4|int8) int2|int4|int8", byAtLeast(2, "({0} DIV {1})"));
        list.add("%(int2|int4|int8, int2|int4|int8) int2|int4|int8", byAtLeast(1, "({0} % {1})"));
        list.add("mod(int2|int4|int8, int2|int4|int8) int2|int4|int8", byAtLeast(1, "({0} % {1})"));
        for (String name : List.of("ceil", "ceiling", "floor")) {
            String function = "floor".equals(name) ? "FLOOR" : "CEILING";
            list.add(name + "(numeric) numeric", (operands, result) -> whole(function, operands.getFirst(), result));
        }
        list.add("round(numeric, int4) numeric", (operands, result) -> shortened("ROUND", operands, result));
        list.add("trunc(numeric, int4) numeric", (operands, result) -> shortened("TRUNCATE", operands, result));
    }

    private static Rendering arithmetic(String template) {
        return (operands, result) -> Rendered.computed(PositiveList.fill(template, signed(operands)), result);
    }

    private static Rendering sameDigits(String template) {
        return (operands, result) ->
                decimal(PositiveList.fill(template, signed(operands)), Digits.of(operands.getFirst()), result);
    }

    private static Rendering decimal(String template, BinaryOperator<Digits> rule) {
        return (operands, result) -> decimal(
                PositiveList.fill(template, signed(operands)),
                rule.apply(Digits.of(operands.get(0)), Digits.of(operands.get(1))),
                result);
    }

    private static @Nullable Rendered decimal(String sql, Digits digits, SqlType result) {
        return digits.fits(FamilyText.MAX_PRECISION, FamilyText.MAX_SCALE)
                ? new Rendered(sql, result, digits.precision(), digits.scale(), TextCollation.NONE, null, false)
                : null;
    }

    /** Division by a constant that is not zero; the smallest integer divided by one is an error to MySQL. */
    private static Rendering byAtLeast(int least, String template) {
        return (operands, result) -> number(operands.get(1)) >= least
                ? Rendered.computed(PositiveList.fill(template, signed(operands)), result)
                : null;
    }

    private static @Nullable Rendered whole(String function, Rendered operand, SqlType result) {
        Digits digits = Digits.of(operand);
        return digits.fits(FamilyText.MAX_PRECISION, FamilyText.MAX_SCALE)
                ? decimal(
                        "CAST(" + function + "(" + FamilyColumns.signed(operand).sql() + ") AS DECIMAL("
                                + Math.min(digits.whole() + 1, FamilyText.MAX_PRECISION) + ",0))",
                        new Digits(digits.whole() + 1, 0),
                        result)
                : null;
    }

    private static @Nullable Rendered shortened(String function, List<Rendered> operands, SqlType result) {
        Digits digits = Digits.of(operands.getFirst());
        long scale = number(operands.get(1));
        boolean safe = digits.fits(FamilyText.MAX_PRECISION - 1, FamilyText.MAX_SCALE)
                && scale >= 0
                && scale <= digits.scale();
        return safe
                ? decimal(
                        function + "("
                                + FamilyColumns.signed(operands.getFirst()).sql() + ", " + scale + ")",
                        new Digits(digits.whole() + 1 + (int) scale, (int) scale),
                        result)
                : null;
    }

    private static List<Rendered> signed(List<Rendered> operands) {
        return operands.stream().map(FamilyColumns::signed).toList();
    }

    private static void texts(PositiveList.Builder list, FamilyDialect dialect) {
        list.add("length(text|bpchar) int4", text("CHAR_LENGTH({0})", dialect));
        list.add("char_length(text|bpchar) int4", text("CHAR_LENGTH({0})", dialect));
        list.add("character_length(text|bpchar) int4", text("CHAR_LENGTH({0})", dialect));
        list.add("octet_length(text) int4", text("LENGTH({0})", dialect));
        list.add("||(text, text) text", text("CONCAT({0}, {1})", dialect));
        list.add("strpos(text, text) int4", text("LOCATE({1}, {0})", dialect));
        list.add("position(text, text) int4", text("LOCATE({1}, {0})", dialect));
        list.add("replace(text, text, text) text", text("REPLACE({0}, {1}, {2})", dialect));
        list.add("reverse(text) text", text("REVERSE({0})", dialect));
        list.add("btrim(text) text", text("TRIM(BOTH ' ' FROM {0})", dialect));
        list.add("ltrim(text) text", text("TRIM(LEADING ' ' FROM {0})", dialect));
        list.add("rtrim(text) text", text("TRIM(TRAILING ' ' FROM {0})", dialect));
        list.add("substr(text, int4) text", from(1, text("SUBSTRING({0}, {1})", dialect)));
        list.add("substr(text, int4, int4) text", from(1, from(2, text("SUBSTRING({0}, {1}, {2})", dialect))));
        list.add("substring(text, int4) text", from(1, text("SUBSTRING({0}, {1})", dialect)));
        list.add("substring(text, int4, int4) text", from(1, from(2, text("SUBSTRING({0}, {1}, {2})", dialect))));
        list.add("left(text, int4) text", from(2, text("LEFT({0}, {1})", dialect)));
        list.add("right(text, int4) text", from(2, text("RIGHT({0}, {1})", dialect)));
        list.add("~~(text, text) bool", (operands, result) -> FamilyPatterns.like(operands, "LIKE", dialect));
        list.add("!~~(text, text) bool", (operands, result) -> FamilyPatterns.like(operands, "NOT LIKE", dialect));
        list.add("length(bytea) int4", "LENGTH({0})", (sql, operands, result) -> Rendered.computed(sql, result));
        list.add("octet_length(bytea) int4", "LENGTH({0})", (sql, operands, result) -> Rendered.computed(sql, result));
    }

    private static Rendering text(String template, FamilyDialect dialect) {
        return (operands, result) -> {
            List<Rendered> exact = new ArrayList<>();
            for (Rendered operand : operands) {
                Rendered text = operand.type().kind().isText() ? dialect.exactText(operand) : operand;
                if (text == null) {
                    return null;
                }
                exact.add(text);
            }
            String sql = PositiveList.fill(template, exact);
            return result.kind().isText() ? dialect.exactResult(sql, result) : Rendered.computed(sql, result);
        };
    }

    /** Only for counts that are known: place 1 from one, place 2 (or a last place) from zero. */
    private static Rendering from(int place, Rendering rendering) {
        return (operands, result) -> {
            int index = Math.min(place, operands.size() - 1);
            return number(operands.get(index)) >= (place == 1 ? 1 : 0) ? rendering.render(operands, result) : null;
        };
    }

    private static void dates(PositiveList.Builder list) {
        list.add("-(date, date) int4", "DATEDIFF({0}, {1})", (sql, operands, result) -> Rendered.computed(sql, result));
        list.add("extract(text, date|timestamp) numeric", (operands, result) -> {
            String field = constant(operands.getFirst());
            boolean time = "hour".equals(field) || "minute".equals(field);
            String template = FIELDS.get(field);
            return template == null || (time && operands.get(1).type().is(TypeKind.DATE))
                    ? null
                    : decimal(
                            "CAST(" + PositiveList.fill(template, operands.subList(1, 2)) + " AS DECIMAL(5,0))",
                            new Digits(5, 0),
                            result);
        });
        list.add("date_trunc(text, timestamp) timestamp", (operands, result) -> {
            String format = TRUNCATIONS.get(constant(operands.getFirst()));
            return format == null
                    ? null
                    : Rendered.computed(
                            "CAST(DATE_FORMAT(" + operands.get(1).sql() + ", '" + format + "') AS DATETIME(6))",
                            result);
        });
    }

    private static String constant(Rendered text) {
        String sql = text.sql();
        return text.constant() && sql.startsWith("'") ? sql.substring(1, sql.length() - 1) : "";
    }

    /** The value of an integer literal that is not negative, else -1. */
    private static long number(Rendered literal) {
        String sql = literal.sql();
        boolean digits = literal.constant()
                && !sql.isEmpty()
                && sql.length() < 19
                && sql.chars().allMatch(Character::isDigit);
        return digits ? Long.parseLong(sql) : -1;
    }

    static PositiveList aggregates() {
        PositiveList.Builder list = new PositiveList.Builder();
        list.add("sum(int2|int4) int8", "SUM({0})", (sql, operands, result) -> Rendered.computed(sql, result));
        list.add(
                "sum(int8|numeric) numeric",
                "SUM({0})",
                (sql, operands, result) ->
                        decimal(sql, Digits.of(operands.getFirst()).summed(), result));
        for (String name : List.of("min", "max")) {
            String function = name.equals("min") ? "MIN({0})" : "MAX({0})";
            list.add(
                    name + "(int2|int4|int8|float4|float8|date|time|timestamp|timestamptz)"
                            + " int2|int4|int8|float4|float8|date|time|timestamp|timestamptz",
                    function,
                    (sql, operands, result) -> Rendered.computed(sql, result));
            list.add(
                    name + "(numeric) numeric",
                    function,
                    (sql, operands, result) -> decimal(sql, Digits.of(operands.getFirst()), result));
            list.add(
                    name + "(text|varchar) text",
                    function,
                    (sql, operands, result) -> new Rendered(
                            sql, result, -1, -1, operands.getFirst().collation(), null, false));
        }
        list.add("bool_and(bool) bool", "MIN({0})", (sql, operands, result) -> Rendered.computed(sql, result));
        list.add("every(bool) bool", "MIN({0})", (sql, operands, result) -> Rendered.computed(sql, result));
        list.add("bool_or(bool) bool", "MAX({0})", (sql, operands, result) -> Rendered.computed(sql, result));
        return list.build();
    }
}
