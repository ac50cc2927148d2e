package io.federator.duckdb;

import static io.federator.spi.source.PositiveList.fill;

import io.federator.spi.source.Rendered;
import io.federator.spi.type.SqlType;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Operations on dates, times and timestamps that depend on no time zone; see {@link Macros}. */
final class DateOperations {
    private static final Set<String> TRUNCATIONS =
            Set.of("year", "quarter", "month", "week", "day", "hour", "minute", "second");
    private static final String SECOND = "CAST(0.000001 AS DECIMAL(7,6))";

    private DateOperations() {}

    static void declare(OperationList.Builder list) {
        list.add("+(date, int4) date", "fed_date_plus({0}, CAST({1} AS BIGINT))");
        list.add("+(int4, date) date", "fed_date_plus({1}, CAST({0} AS BIGINT))");
        list.add("-(date, int4) date", "fed_date_plus({0}, (- CAST({1} AS BIGINT)))");
        list.add("-(date, date) int4", "fed_date_minus({0}, {1})");
        list.text("date_trunc(text, timestamp) timestamp", DateOperations::truncated);
        list.rendering("extract(text, date) numeric", (operands, result) -> part(operands, true, result));
        list.rendering("extract(text, timestamp) numeric", (operands, result) -> part(operands, false, result));
        list.rendering("extract(text, time) numeric", (operands, result) -> ofTime(operands, result));
    }

    private static @Nullable String truncated(List<Rendered> operands) {
        String unit = unit(operands);
        return unit != null && TRUNCATIONS.contains(unit)
                ? "fed_trunc_timestamp('" + unit + "', " + operands.get(1).sql() + ")"
                : null;
    }

    private static @Nullable String unit(List<Rendered> operands) {
        String literal = DuckDbLiterals.string(operands.getFirst());
        return literal == null ? null : literal.toLowerCase(Locale.ROOT);
    }

    private static @Nullable Rendered part(List<Rendered> operands, boolean ofDate, SqlType result) {
        String unit = unit(operands);
        if (unit == null) {
            return null;
        }
        String moment = fill(ofDate ? "fed_date_of({1})" : "fed_instant_of({1})", operands);
        String finite = fill(ofDate ? "fed_finite_date({1}, " : "fed_finite_instant({1}, ", operands);
        return switch (unit) {
            case "year", "isoyear" ->
                numeric(finite + "fed_year(extract('" + unit + "' FROM " + moment + ")))", 7, 0, result);
            case "quarter", "month", "week", "day", "dow", "isodow", "doy" ->
                numeric("extract('" + unit + "' FROM " + moment + ")", 3, 0, result);
            case "hour", "minute" ->
                ofDate ? null : numeric("extract('" + unit + "' FROM " + moment + ")", 2, 0, result);
            case "second" -> ofDate ? null : seconds(fill("fed_timestamp_to_time({1})", operands), result);
            case "epoch" ->
                ofDate
                        ? numeric(finite + fill("CAST({1} AS BIGINT) * 86400)", operands), 15, 0, result)
                        : numeric(
                                finite + fill("CAST({1} AS DECIMAL(19,0)) * " + SECOND + ")", operands), 25, 6, result);
            default -> null;
        };
    }

    private static @Nullable Rendered ofTime(List<Rendered> operands, SqlType result) {
        String time = operands.get(1).sql();
        return switch (unit(operands)) {
            case "hour" -> numeric("(" + time + " // 3600000000)", 2, 0, result);
            case "minute" -> numeric("((" + time + " // 60000000) % 60)", 2, 0, result);
            case "second" -> seconds(time, result);
            case null, default -> null;
        };
    }

    /** Seconds of the minute, which PostgreSQL gives with six fractional digits. */
    private static Rendered seconds(String timeOfDay, SqlType result) {
        return numeric("(CAST(" + timeOfDay + " % 60000000 AS DECIMAL(8,0)) * " + SECOND + ")", 8, 6, result);
    }

    private static Rendered numeric(String sql, int precision, int scale, SqlType result) {
        return Rendered.computed(DuckDbLiterals.cast(sql, DuckDbTypes.decimal(precision, scale)), result)
                .withDigits(precision, scale);
    }
}
