package io.federator.adapter.postgresql;

import io.federator.spi.source.PositiveList;
import io.federator.spi.source.Rendered;
import io.federator.spi.source.SortKey;
import io.federator.spi.source.TextCollation;
import io.federator.spi.source.Window;
import io.federator.spi.source.Window.Bound;
import io.federator.spi.source.Window.Frame;
import io.federator.spi.source.Window.Mode;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Window functions and aggregates that depend on the order of their inputs, which are the same in versions 13 to 18. What is
 * left out follows session settings (the text of times with a time zone in JSON, days in such a zone), or has no array type.
 */
final class PostgresWindows {
    private static final String VALUES =
            "bool|int2|int4|int8|numeric|float4|float8|text|varchar|bpchar|bytea|date|time|timetz|timestamp|timestamptz|interval|uuid";

    /** Functions that are no aggregates; those of a value give one of the window's values of it. */
    static final PositiveList FUNCTIONS = list("""
        row_number() int8
        rank() int8
        dense_rank() int8
        percent_rank() float8
        cume_dist() float8
        ntile(int4) int4
        lag(V) V
        lag(V, int4) V
        lag(V, int4, V) V
        lead(V) V
        lead(V, int4) V
        lead(V, int4, V) V
        first_value(V) V
        last_value(V) V
        nth_value(V, int4) V
        """);

    /** Aggregates that collect, and those WITHIN GROUP, whose last argument is the one that is sorted. */
    static final PositiveList AGGREGATES = list("""
        string_agg(text, text) text
        string_agg(bytea, bytea) bytea
        array_agg(bool|int2|int4|int8|numeric|float4|float8|text|varchar|bytea|date|time|timestamp|uuid) array
        json_agg(bool|int2|int4|int8|numeric|text|varchar|date|timestamp|uuid|json|jsonb) json
        jsonb_agg(bool|int2|int4|int8|numeric|text|varchar|date|timestamp|uuid|json|jsonb) jsonb
        percentile_disc(float8, V) V
        percentile_cont(float8, float8|interval) float8|interval
        mode(V) V
        """);

    private PostgresWindows() {}

    private static PositiveList list(String text) {
        PositiveList.Builder list = new PositiveList.Builder();
        text.replace("V", VALUES).lines().forEach(line -> list.add(line, PostgresWindows::render));
        return list.build();
    }

    private static @Nullable Rendered render(List<Rendered> operands, SqlType result) {
        return Rendered.computed("", result);
    }

    static @Nullable Rendered over(
            String name, List<Rendered> operands, Window window, SqlType result, PostgresDialect dialect) {
        Rendered aggregate = operands.isEmpty() && !"count".equals(name)
                ? null
                : dialect.aggregate(name, false, operands, null, result);
        if (aggregate == null && !operands.isEmpty()) {
            aggregate = aggregate(name, false, operands, List.of(), null, result, dialect);
        }
        boolean function = FUNCTIONS.render(name, operands, result) != null;
        String frame = frame(window);
        if ((aggregate == null && !function) || frame == null) {
            return null;
        }
        List<String> parts = new ArrayList<>();
        if (!window.partition().isEmpty()) {
            parts.add("PARTITION BY " + sqlOf(window.partition()));
        }
        if (!window.order().isEmpty()) {
            parts.add("ORDER BY " + SortKey.items(window.order(), dialect));
        }
        if (!frame.isEmpty()) {
            parts.add(frame);
        }
        Rendered call = aggregate != null ? aggregate : value(name, operands, result);
        return call.withSql(call.sql() + " OVER (" + String.join(" ", parts) + ")");
    }

    /** A call that passes on one of its operands, or a number. */
    private static Rendered value(String name, List<Rendered> operands, SqlType result) {
        String sql = name + "(" + sqlOf(operands) + ")";
        if (operands.isEmpty() || "ntile".equals(name)) {
            return Rendered.computed(sql, result);
        }
        Rendered passed = operands.getFirst();
        boolean other = operands.size() > 2;
        TextCollation collation = result.kind().isText() ? PostgresCollation.of(operands) : TextCollation.NONE;
        return new Rendered(
                sql, result, other ? -1 : passed.precision(), other ? -1 : passed.scale(), collation, null, false);
    }

    /** The frame clause, empty for the usual one; null for one that is not the same everywhere. */
    private static @Nullable String frame(Window window) {
        Frame frame = window.frame();
        if (frame.isUsual()) {
            return "";
        }
        boolean offsets = frame.start().offset() != null || frame.end().offset() != null;
        if (frame.mode() == Mode.RANGE && offsets) {
            SortKey key = window.order().size() == 1 ? window.order().getFirst() : null;
            // Days are added to an instant in the session's time zone.
            if (key == null || key.key().type().is(TypeKind.TIMESTAMPTZ)) {
                return null;
            }
        }
        if (frame.mode() == Mode.GROUPS && window.order().isEmpty()) {
            return null;
        }
        String exclusion = switch (frame.exclusion()) {
            case NO_OTHERS -> "";
            case CURRENT_ROW -> " EXCLUDE CURRENT ROW";
            case GROUP -> " EXCLUDE GROUP";
            case TIES -> " EXCLUDE TIES";
        };
        return frame.mode() + " BETWEEN " + bound(frame.start()) + " AND " + bound(frame.end()) + exclusion;
    }

    private static String bound(Bound bound) {
        Rendered offset = bound.offset();
        return (offset == null ? "" : offset.sql() + " ") + bound.kind().name().replace('_', ' ');
    }

    static @Nullable Rendered aggregate(
            String name,
            boolean distinct,
            List<Rendered> operands,
            List<SortKey> order,
            @Nullable Rendered filter,
            SqlType result,
            PostgresDialect dialect) {
        String suffix = filter == null ? "" : " FILTER (WHERE " + filter.sql() + ")";
        if (AGGREGATES.render(name, operands, result) == null) {
            // One that gives the same in any order, but for sums of floats.
            boolean ordered = !order.isEmpty() && operands.stream().noneMatch(PostgresWindows::isFloat);
            return ordered ? dialect.aggregate(name, distinct, operands, filter, result) : null;
        }
        SqlType element = result.element();
        if (element != null && element.kind() != operands.getFirst().type().kind()) {
            return null;
        }
        boolean within = name.equals("mode") || name.startsWith("percentile");
        List<Rendered> direct = within ? operands.subList(0, operands.size() - 1) : operands;
        if (within && (distinct || order.size() != 1 || !direct.stream().allMatch(Rendered::constant))) {
            return null;
        }
        String arguments = sqlOf(direct);
        String sorted = order.isEmpty() ? "" : "ORDER BY " + SortKey.items(order, dialect);
        String sql = within
                ? name + "(" + arguments + ") WITHIN GROUP (" + sorted + ")"
                : name + "(" + (distinct ? "DISTINCT " : "") + arguments + (sorted.isEmpty() ? "" : " " + sorted) + ")";
        List<Rendered> sources = within ? List.of(order.getFirst().key()) : operands;
        TextCollation collation = result.kind().isText() ? PostgresCollation.of(sources) : TextCollation.NONE;
        return new Rendered(sql + suffix, result, -1, -1, collation, null, false);
    }

    private static boolean isFloat(Rendered value) {
        return value.type().is(TypeKind.FLOAT4) || value.type().is(TypeKind.FLOAT8);
    }

    private static String sqlOf(List<Rendered> expressions) {
        return expressions.stream().map(Rendered::sql).collect(Collectors.joining(", "));
    }
}
