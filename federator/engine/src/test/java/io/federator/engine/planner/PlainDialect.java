package io.federator.engine.planner;

import io.federator.spi.source.Rendered;
import io.federator.spi.source.SortKey;
import io.federator.spi.source.SourceColumn;
import io.federator.spi.source.SourceDialect;
import io.federator.spi.source.TableName;
import io.federator.spi.source.Window;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A dialect for readable plans: everything that it can write looks like PostgreSQL; it refuses what its test names. */
record PlainDialect(String name, Set<String> refused) implements SourceDialect {
    PlainDialect(String name, String... refused) {
        this(name, Set.of(refused));
    }

    private static final Set<String> COLLECTING = Set.of("array_agg", "string_agg", "percentile_disc", "mode");

    @Override
    public boolean supports(Feature feature) {
        return !refused.contains(feature.name());
    }

    @Override
    public String quote(String identifier) {
        return identifier;
    }

    @Override
    public String table(TableName table) {
        return table.table();
    }

    @Override
    public @Nullable Rendered column(String qualifiedColumn, SourceColumn column, SqlType type) {
        return new Rendered(qualifiedColumn, type, type.precision(), type.scale(), column.collation(), column, false);
    }

    @Override
    public @Nullable Rendered literal(SqlType type, @Nullable Object value) {
        return Rendered.computed(
                        value == null ? "NULL" : value instanceof String ? "'" + value + "'" : value.toString(), type)
                .asConstant();
    }

    @Override
    public @Nullable Rendered parameter(SqlType type) {
        return Rendered.computed("?", type).asConstant();
    }

    @Override
    public @Nullable Rendered call(String operation, List<Rendered> operands, SqlType result) {
        if (refused.contains(operation)) {
            return null;
        }
        List<String> sql = operands.stream().map(Rendered::sql).toList();
        boolean symbol = !Character.isLetter(operation.charAt(0)) || operation.equals("and") || operation.equals("or");
        String text = switch (operation) {
            case "is null", "is not null", "is true" -> "(" + sql.getFirst() + " " + operation + ")";
            case "not" -> "(not " + sql.getFirst() + ")";
            case "cast" -> "cast(" + sql.getFirst() + " as " + result + ")";
            case "in" -> "(" + sql.getFirst() + " in (" + String.join(", ", sql.subList(1, sql.size())) + "))";
            default ->
                symbol && sql.size() > 1
                        ? "(" + String.join(" " + operation + " ", sql) + ")"
                        : operation + "(" + String.join(", ", sql) + ")";
        };
        return Rendered.computed(text, result);
    }

    @Override
    public @Nullable Rendered aggregate(
            String name, boolean distinct, List<Rendered> operands, @Nullable Rendered filter, SqlType result) {
        if (refused.contains(name) || name.equals("single_value") || COLLECTING.contains(name)) {
            return null;
        }
        String arguments =
                operands.isEmpty() ? "*" : operands.stream().map(Rendered::sql).collect(Collectors.joining(", "));
        return Rendered.computed(
                name + "(" + (distinct ? "distinct " : "") + arguments + ")"
                        + (filter == null ? "" : " filter (where " + filter.sql() + ")"),
                result);
    }

    @Override
    public @Nullable Rendered orderedAggregate(
            String name,
            boolean distinct,
            List<Rendered> operands,
            List<SortKey> order,
            @Nullable Rendered filter,
            SqlType result) {
        String sorted = order.isEmpty() ? "" : " order by " + SortKey.items(order, this);
        String arguments = operands.stream().map(Rendered::sql).collect(Collectors.joining(", "));
        return refused.contains(name) || !COLLECTING.contains(name)
                ? null
                : Rendered.computed(name + "(" + (distinct ? "distinct " : "") + arguments + sorted + ")", result);
    }

    @Override
    public @Nullable Rendered over(String name, List<Rendered> operands, Window window, SqlType result) {
        List<String> parts = new ArrayList<>();
        if (!window.partition().isEmpty()) {
            parts.add("partition by "
                    + window.partition().stream().map(Rendered::sql).collect(Collectors.joining(", ")));
        }
        if (!window.order().isEmpty()) {
            parts.add("order by " + SortKey.items(window.order(), this));
        }
        if (!window.frame().isUsual()) {
            parts.add(window.frame().mode().name().toLowerCase(Locale.ROOT) + " "
                    + bound(window.frame().start()) + " to "
                    + bound(window.frame().end()));
        }
        String arguments = operands.isEmpty() && name.equals("count")
                ? "*"
                : operands.stream().map(Rendered::sql).collect(Collectors.joining(", "));
        return refused.contains(name)
                ? null
                : Rendered.computed(name + "(" + arguments + ") over (" + String.join(" ", parts) + ")", result);
    }

    private static String bound(Window.Bound bound) {
        Rendered offset = bound.offset();
        return (offset == null ? "" : offset.sql() + " ")
                + bound.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    @Override
    public @Nullable Rendered key(Rendered value, KeyUse use) {
        return refused.contains("text order") && value.type().kind().isText() && use == KeyUse.ORDER ? null : value;
    }

    @Override
    public String orderItem(String key, boolean descending, boolean nullsFirst) {
        return key
                + (descending ? " desc" : "")
                + (nullsFirst == descending ? "" : nullsFirst ? " nulls first" : " nulls last");
    }

    @Override
    public String limit(@Nullable String fetch, @Nullable String offset) {
        return (fetch == null ? "" : " limit " + fetch) + (offset == null ? "" : " offset " + offset);
    }

    @Override
    public @Nullable String output(Rendered value) {
        return value.sql();
    }
}
