package io.federator.adapter.postgresql;

import io.federator.spi.source.PositiveList;
import io.federator.spi.source.Rendered;
import io.federator.spi.source.TextCollation;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's immutable functions and operators that give the same result in versions 13 to 18. Left out are those
 * that follow session settings (text forms of dates, {@code timestamptz} arithmetic by days), those of the C library's
 * mathematics, whose last digit differs between platforms, and text input of numbers, whose syntax grew in version 16.
 */
final class PostgresOperations {
    /**
     * One declaration a line; an exclamation mark says that the text operands need collation "C". A template may follow
     * a colon.
     */
    private static final String LIST = """
        +(int2|int4|int8|numeric, int2|int4|int8|numeric) int2|int4|int8|numeric
        +(float4|float8, float4|float8) float4|float8
        -(int2|int4|int8|numeric, int2|int4|int8|numeric) int2|int4|int8|numeric
        -(float4|float8, float4|float8) float4|float8
        *(int2|int4|int8|numeric, int2|int4|int8|numeric) int2|int4|int8|numeric
        *(float4|float8, float4|float8) float4|float8
        /(int2|int4|int8|numeric, int2|int4|int8|numeric) int2|int4|int8|numeric
        /(float4|float8, float4|float8) float4|float8
        +(int2|int4|int2|int8|int4|int8, int4|int2|int8|int2|int8|int4) int4|int4|int8|int8|int8|int8
        -(int2|int4|int2|int8|int4|int8, int4|int2|int8|int2|int8|int4) int4|int4|int8|int8|int8|int8
        *(int2|int4|int2|int8|int4|int8, int4|int2|int8|int2|int8|int4) int4|int4|int8|int8|int8|int8
        /(int2|int4|int2|int8|int4|int8, int4|int2|int8|int2|int8|int4) int4|int4|int8|int8|int8|int8
        %(int2|int4|int8|numeric, int2|int4|int8|numeric) int2|int4|int8|numeric
        +(float4|float8, float8|float4) float8
        -(float4|float8, float8|float4) float8
        *(float4|float8, float8|float4) float8
        /(float4|float8, float8|float4) float8
        -(int2|int4|int8|numeric|float4|float8) int2|int4|int8|numeric|float4|float8
        +(int2|int4|int8|numeric|float4|float8) int2|int4|int8|numeric|float4|float8
        @(int2|int4|int8|numeric|float4|float8) int2|int4|int8|numeric|float4|float8
        &(int2|int4|int8, int2|int4|int8) int2|int4|int8
        |(int2|int4|int8, int2|int4|int8) int2|int4|int8
        #(int2|int4|int8, int2|int4|int8) int2|int4|int8
        ~(int2|int4|int8) int2|int4|int8
        <<(int2|int4|int8, int4) int2|int4|int8
        >>(int2|int4|int8, int4) int2|int4|int8
        abs(int2|int4|int8|numeric|float4|float8) int2|int4|int8|numeric|float4|float8
        mod(int2|int4|int8|numeric, int2|int4|int8|numeric) int2|int4|int8|numeric
        div(numeric, numeric) numeric
        gcd(int4|int8|numeric, int4|int8|numeric) int4|int8|numeric
        lcm(int4|int8|numeric, int4|int8|numeric) int4|int8|numeric
        ceil(numeric|float8) numeric|float8
        ceiling(numeric|float8) numeric|float8
        floor(numeric|float8) numeric|float8
        round(numeric|float8) numeric|float8
        trunc(numeric|float8) numeric|float8
        round(numeric, int4) numeric
        trunc(numeric, int4) numeric
        sign(numeric|float8) numeric|float8
        scale(numeric) int4
        min_scale(numeric) int4
        trim_scale(numeric) numeric
        sqrt(float8) float8
        |/(float8) float8
        ||(text, text) text
        length(text) int4
        length(bpchar) int4
        char_length(text) int4
        character_length(text) int4
        octet_length(text) int4
        bit_length(text) int4
        substr(text, int4) text
        substr(text, int4, int4) text
        substring(text, int4) text
        substring(text, int4, int4) text
        left(text, int4) text
        right(text, int4) text
        lpad(text, int4) text
        lpad(text, int4, text) text
        rpad(text, int4) text
        rpad(text, int4, text) text
        btrim(text) text
        btrim(text, text) text
        ltrim(text) text
        ltrim(text, text) text
        rtrim(text) text
        rtrim(text, text) text
        !replace(text, text, text) text
        translate(text, text, text) text
        !strpos(text, text) int4
        !position(text, text) int4 : position({1} in {0})
        reverse(text) text
        repeat(text, int4) text
        !split_part(text, text, int4) text
        !starts_with(text, text) bool
        !^@(text, text) bool
        ascii(text) int4
        chr(int4) text
        md5(text) text
        !lower(text) text
        !upper(text) text
        !initcap(text) text
        to_hex(int4) text
        to_hex(int8) text
        encode(bytea, text) text
        decode(text, text) bytea
        !~~(text, text) bool : ({0} LIKE {1})
        !!~~(text, text) bool : ({0} NOT LIKE {1})
        !~~*(text, text) bool : ({0} ILIKE {1})
        !!~~*(text, text) bool : ({0} NOT ILIKE {1})
        !~~(bpchar, text) bool : ({0} LIKE {1})
        !!~~(bpchar, text) bool : ({0} NOT LIKE {1})
        like_escape(text, text) text
        !~(text, text) bool
        !!~(text, text) bool
        !~*(text, text) bool
        !!~*(text, text) bool
        !regexp_replace(text, text, text) text
        !regexp_replace(text, text, text, text) text
        ||(bytea, bytea) bytea
        length(bytea) int4
        octet_length(bytea) int4
        substr(bytea, int4) bytea
        substr(bytea, int4, int4) bytea
        get_byte(bytea, int4) int4
        md5(bytea) text
        sha256(bytea) bytea
        +(date, int4) date
        -(date, int4) date
        +(int4, date) date
        -(date, date) int4
        +(date|timestamp, interval) timestamp
        -(date|timestamp, interval) timestamp
        +(interval, date|timestamp) timestamp
        +(date, time) timestamp
        -(timestamp, timestamp) interval
        -(timestamptz, timestamptz) interval
        +(time, interval) time
        -(time, interval) time
        -(time, time) interval
        +(interval, interval) interval
        -(interval, interval) interval
        -(interval) interval
        *(interval, float8) interval
        *(float8, interval) interval
        /(interval, float8) interval
        age(timestamp, timestamp) interval
        date_trunc(text, timestamp) timestamp
        date_part(text, timestamp) float8
        isfinite(date|timestamp|timestamptz) bool
        make_date(int4, int4, int4) date
        make_time(int4, int4, float8) time
        make_timestamp(int4, int4, int4, int4, int4, float8) timestamp
        justify_days(interval) interval
        justify_hours(interval) interval
        justify_interval(interval) interval
        ->(json|jsonb, text) json|jsonb
        ->(json|jsonb, int4) json|jsonb
        ->>(json|jsonb, text) text
        ->>(json|jsonb, int4) text
        @>(jsonb, jsonb) bool
        <@(jsonb, jsonb) bool
        ?(jsonb, text) bool : ({0} ?? {1})
        -(jsonb, text) jsonb
        -(jsonb, int4) jsonb
        ||(jsonb, jsonb) jsonb
        json_typeof(json) text
        jsonb_typeof(jsonb) text
        json_array_length(json) int4
        jsonb_array_length(jsonb) int4
        """;

    private static final String AGGREGATE_LIST = """
        sum(int2|int4|int8|numeric|float4|float8|interval) int8|int8|numeric|numeric|float4|float8|interval
        avg(int2|int4|int8|numeric|float4|float8|interval) numeric|numeric|numeric|numeric|float8|float8|interval
        min(int2|int4|int8|numeric|float4|float8) int2|int4|int8|numeric|float4|float8
        min(text|varchar|bpchar) text|text|bpchar
        max(int2|int4|int8|numeric|float4|float8) int2|int4|int8|numeric|float4|float8
        max(text|varchar|bpchar) text|text|bpchar
        min(date|time|timetz|timestamp|timestamptz|interval|oid) date|time|timetz|timestamp|timestamptz|interval|oid
        max(date|time|timetz|timestamp|timestamptz|interval|oid) date|time|timetz|timestamp|timestamptz|interval|oid
        bool_and(bool) bool
        bool_or(bool) bool
        every(bool) bool
        bit_and(int2|int4|int8) int2|int4|int8
        bit_or(int2|int4|int8) int2|int4|int8
        stddev(int2|int4|int8|numeric) numeric
        stddev_pop(int2|int4|int8|numeric) numeric
        stddev_samp(int2|int4|int8|numeric) numeric
        variance(int2|int4|int8|numeric) numeric
        var_pop(int2|int4|int8|numeric) numeric
        var_samp(int2|int4|int8|numeric) numeric
        """;

    /** From kind to the kinds that a cast may lead to. */
    private static final PositiveList CASTS = list("""
        cast(int2|int2|int2|int2|int2|int2) int4|int8|numeric|float4|float8|text
        cast(int4|int4|int4|int4|int4|int4|int4) int2|int8|numeric|float4|float8|text|bool
        cast(int8|int8|int8|int8|int8|int8) int2|int4|numeric|float4|float8|text
        cast(numeric|numeric|numeric|numeric|numeric|numeric|numeric) int2|int4|int8|float4|float8|text|numeric
        cast(float4|float4|float4|float4|float4|float4) int2|int4|int8|numeric|float8|text
        cast(float8|float8|float8|float8|float8|float8) int2|int4|int8|numeric|float4|text
        cast(bool|bool) int4|text
        cast(text|text|text|text) varchar|bpchar|name|text
        cast(varchar|varchar|varchar|varchar) text|bpchar|name|varchar
        cast(bpchar|bpchar|bpchar|bpchar) text|varchar|name|bpchar
        cast(name|name|name) text|varchar|bpchar
        cast(int2|int4|int8|numeric|float4|float8|bool|uuid) varchar
        cast(uuid|text|varchar) text|uuid|uuid
        cast(date|timestamp|timestamp|timestamp|time|interval|time) timestamp|date|time|timestamp|interval|time|time
        cast(timestamptz|interval|timetz) timestamptz|interval|time
        cast(json|jsonb|json|jsonb) jsonb|json|text|text
        cast(bit|varbit) varbit|varbit
        """);

    private static final Set<String> FIELDS = Set.of(
            "year", "month", "day", "hour", "minute", "dow", "doy", "week", "quarter", "century", "decade", "isodow",
            "isoyear");
    private static final Set<String> TIME_FIELDS = Set.of("hour", "minute");

    static final PositiveList FUNCTIONS = list(LIST);
    static final PositiveList AGGREGATES = list(AGGREGATE_LIST);

    private PostgresOperations() {}

    private static PositiveList list(String text) {
        PositiveList.Builder list = new PositiveList.Builder();
        for (String line : text.lines().toList()) {
            // "!~~" is an operator, "!lower" a function under "C"; "!!~~" the operator under "C".
            boolean exact = line.startsWith("!");
            String declaration = exact ? line.substring(1) : line;
            int colon = declaration.indexOf(" : ");
            String template = colon < 0 ? null : declaration.substring(colon + 3);
            list.add(
                    colon < 0 ? declaration : declaration.substring(0, colon),
                    (operands, result) -> render(operationOf(declaration), template, exact, operands, result));
        }
        return list.build();
    }

    private static String operationOf(String declaration) {
        return declaration.substring(0, declaration.indexOf('('));
    }

    private static Rendered render(
            String operation, @Nullable String template, boolean exact, List<Rendered> operands, SqlType result) {
        List<Rendered> safe =
                operands.stream().map(operand -> safe(operand, exact)).toList();
        String sql = PositiveList.fill(
                template == null ? PositiveList.usualTemplate(operation, operands.size()) : template, safe);
        return computed(sql, safe, result);
    }

    private static Rendered safe(Rendered operand, boolean exact) {
        boolean text = operand.type().kind().isText();
        return text && (exact || operand.collation().kind() == TextCollation.Kind.LOOSE)
                ? PostgresDialect.exact(operand)
                : operand;
    }

    private static Rendered computed(String sql, List<Rendered> operands, SqlType result) {
        TextCollation collation = TextCollation.NONE;
        if (result.kind().isText()) {
            TextCollation ofOperands = PostgresCollation.of(operands);
            collation = ofOperands.kind() == TextCollation.Kind.NONE ? PostgresDialect.DEFAULT_COLLATION : ofOperands;
        }
        return new Rendered(sql, result, result.precision(), result.scale(), collation, null, false);
    }

    /** An explicit cast. */
    static @Nullable Rendered cast(Rendered operand, SqlType result) {
        String name = PostgresText.typeName(result);
        if (name == null || CASTS.render("cast", List.of(operand), result) == null) {
            return null;
        }
        boolean relabelled = operand.type().kind().isText()
                && !operand.type().is(TypeKind.BPCHAR)
                && !operand.type().is(TypeKind.NAME)
                && (result.equals(SqlType.TEXT) || result.equals(SqlType.VARCHAR));
        if (relabelled) {
            // PostgreSQL does nothing here either, but a cast would hide a column's index from other databases' eyes
            // and ours.
            return new Rendered(
                    operand.constant() ? "CAST(" + operand.sql() + " AS " + name + ")" : operand.sql(),
                    result,
                    -1,
                    -1,
                    operand.collation(),
                    operand.column(),
                    operand.constant());
        }
        Rendered cast = computed("CAST(" + operand.sql() + " AS " + name + ")", List.of(operand), result);
        return operand.constant() ? cast.asConstant() : cast;
    }

    /** {@code extract(field, value)} for fields that are whole numbers; PostgreSQL 13 still gave a float. */
    static @Nullable Rendered extract(List<Rendered> operands, SqlType result) {
        String field = operands.getFirst().sql().replace("'", "").replace("::text", "");
        Rendered value = operands.getLast();
        boolean known = switch (value.type().kind()) {
            case DATE -> FIELDS.contains(field) && !TIME_FIELDS.contains(field);
            case TIMESTAMP -> FIELDS.contains(field);
            default -> false;
        };
        return operands.size() != 2 || !known
                ? null
                : Rendered.computed("(EXTRACT(" + field + " FROM " + value.sql() + ")::numeric)", result);
    }

    /** A column of type {@code from} as {@code to}; null when there is no exact conversion. */
    static @Nullable String conversion(String sql, SqlType from, SqlType to) {
        boolean offered = PostgresTypes.alternatives(from).contains(to.bare());
        if (!offered) {
            return null;
        }
        boolean betweenInstants = (from.is(TypeKind.TIMESTAMP) && to.is(TypeKind.TIMESTAMPTZ))
                || (from.is(TypeKind.TIMESTAMPTZ) && to.is(TypeKind.TIMESTAMP));
        return betweenInstants
                ? "(" + sql + " AT TIME ZONE 'UTC')"
                : "CAST(" + sql + " AS " + to.kind().typname() + ")";
    }
}
