package io.federator.engine.planner;

import io.federator.spi.source.Rendered;
import io.federator.spi.source.SortKey;
import io.federator.spi.source.SourceColumn;
import io.federator.spi.source.SourceDialect;
import io.federator.spi.source.TableName;
import io.federator.spi.source.Window;
import io.federator.spi.type.SqlType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A database that is given no arguments, because it has no such values: what depends on them stays in the gateway. */
record WithoutParameters(SourceDialect dialect) implements SourceDialect {
    @Override
    public @Nullable Rendered parameter(SqlType type) {
        return null;
    }

    @Override
    public String name() {
        return dialect.name();
    }

    @Override
    public boolean supports(Feature feature) {
        return dialect.supports(feature);
    }

    @Override
    public String quote(String identifier) {
        return dialect.quote(identifier);
    }

    @Override
    public String table(TableName table) {
        return dialect.table(table);
    }

    @Override
    public @Nullable Rendered column(String qualifiedColumn, SourceColumn column, SqlType type) {
        return dialect.column(qualifiedColumn, column, type);
    }

    @Override
    public @Nullable Rendered literal(SqlType type, @Nullable Object value) {
        return dialect.literal(type, value);
    }

    @Override
    public @Nullable Rendered call(String operation, List<Rendered> operands, SqlType result) {
        return dialect.call(operation, operands, result);
    }

    @Override
    public @Nullable Rendered aggregate(
            String name, boolean distinct, List<Rendered> operands, @Nullable Rendered filter, SqlType result) {
        return dialect.aggregate(name, distinct, operands, filter, result);
    }

    @Override
    public @Nullable Rendered orderedAggregate(
            String name,
            boolean distinct,
            List<Rendered> operands,
            List<SortKey> order,
            @Nullable Rendered filter,
            SqlType result) {
        return dialect.orderedAggregate(name, distinct, operands, order, filter, result);
    }

    @Override
    public @Nullable Rendered over(String name, List<Rendered> operands, Window window, SqlType result) {
        return dialect.over(name, operands, window, result);
    }

    @Override
    public @Nullable Rendered key(Rendered value, KeyUse use) {
        return dialect.key(value, use);
    }

    @Override
    public String orderItem(String key, boolean descending, boolean nullsFirst) {
        return dialect.orderItem(key, descending, nullsFirst);
    }

    @Override
    public String limit(@Nullable String fetch, @Nullable String offset) {
        return dialect.limit(fetch, offset);
    }

    @Override
    public @Nullable String output(Rendered value) {
        return dialect.output(value);
    }
}
