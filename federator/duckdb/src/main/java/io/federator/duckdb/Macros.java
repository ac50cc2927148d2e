package io.federator.duckdb;

import java.util.List;

/**
 * Functions that DuckDB lacks or has otherwise than PostgreSQL, written in its SQL. Dates are days and timestamps microseconds,
 * as in {@link DuckDbTypes}; their extremes are the infinities.
 */
final class Macros {
    private static final String DAY = "86400000000";
    private static final String DATE_INFINITIES = "(2147483647, -2147483648)";
    private static final String INSTANT_MAX = "9223372036854775807";
    private static final String INSTANT_MIN = "CAST(-9223372036854775808 AS BIGINT)";
    private static final String INSTANT_INFINITIES = "(" + INSTANT_MAX + ", " + INSTANT_MIN + ")";

    /** Days from 1970-01-01 to the ends of PostgreSQL's calendar, 4714-11-24 BC and 5874897-12-31. */
    private static final String FIRST_DAY = "-2440588";

    private static final String LAST_DAY = "2145042905";
    private static final String LAST_DAY_OF_TIMESTAMPS = "106751990";

    private static final String FIRST_INSTANT = "-210866803200000000";
    private static final String TRUNCATED = "epoch_us(date_trunc(part, make_timestamp(t)))";
    private static final String OVERFLOW = error("22003", "value out of range: overflow");
    private static final String UNDERFLOW = error("22003", "value out of range: underflow");
    private static final String DATE_RANGE = error("22008", "date out of range");

    private Macros() {}

    /** Statements that define them, in this order. */
    static final List<String> DEFINITIONS = List.of(
            // The least integer has no remainder by -1 in DuckDB.
            macro("mod(a, b)", "CASE WHEN b = -1 THEN a - a ELSE a % b END"),
            macro("floor_mod(a, b)", "((a % b) + b) % b"),
            macro(
                    "float_sum(r, a, b)",
                    "CASE WHEN isinf(r) AND NOT isinf(a) AND NOT isinf(b) THEN " + OVERFLOW + " ELSE r END"),
            macro(
                    "float_product(r, a, b)",
                    "CASE WHEN isinf(r) AND NOT isinf(a) AND NOT isinf(b) THEN " + OVERFLOW
                            + " WHEN r = 0 AND a <> 0 AND b <> 0 THEN " + UNDERFLOW + " ELSE r END"),
            macro(
                    "float_quotient(r, a, b)",
                    "CASE WHEN b = 0 AND NOT isnan(a) THEN " + error("22012", "division by zero")
                            + " WHEN isinf(r) AND NOT isinf(a) THEN " + OVERFLOW
                            + " WHEN r = 0 AND a <> 0 AND NOT isinf(b) THEN " + UNDERFLOW + " ELSE r END"),
            macro("date_of(d)", "CASE WHEN d IN " + DATE_INFINITIES + " THEN NULL ELSE make_date(d) END"),
            macro("instant_of(t)", "CASE WHEN t IN " + INSTANT_INFINITIES + " THEN NULL ELSE make_timestamp(t) END"),
            macro(
                    "date_plus(d, n)",
                    "CASE WHEN n IS NULL THEN NULL WHEN d IN " + DATE_INFINITIES
                            + " THEN d WHEN CAST(d AS BIGINT) + n NOT BETWEEN " + FIRST_DAY + " AND " + LAST_DAY
                            + " THEN " + DATE_RANGE + " ELSE CAST(CAST(d AS BIGINT) + n AS INTEGER) END"),
            macro(
                    "date_minus(a, b)",
                    "CASE WHEN a IN " + DATE_INFINITIES + " AND b IS NOT NULL OR b IN " + DATE_INFINITIES
                            + " AND a IS NOT NULL THEN " + error("22008", "cannot subtract infinite dates")
                            + " ELSE a - b END"),
            macro(
                    "date_to_timestamp(d)",
                    "CASE WHEN d = 2147483647 THEN " + INSTANT_MAX + " WHEN d = -2147483648 THEN " + INSTANT_MIN
                            + " WHEN d > " + LAST_DAY_OF_TIMESTAMPS + " THEN "
                            + error("22008", "date out of range for timestamp") + " ELSE CAST(d AS BIGINT) * " + DAY
                            + " END"),
            macro(
                    "timestamp_to_date(t)",
                    "CASE WHEN t = " + INSTANT_MAX + " THEN 2147483647 WHEN t = " + INSTANT_MIN
                            + " THEN -2147483648 ELSE CAST((t - fed_floor_mod(t, " + DAY + ")) // " + DAY
                            + " AS INTEGER) END"),
            macro(
                    "timestamp_to_time(t)",
                    "CASE WHEN t IN " + INSTANT_INFINITIES + " THEN NULL ELSE fed_floor_mod(t, " + DAY + ") END"),
            macro(
                    "trunc_timestamp(part, t)",
                    "CASE WHEN t IN " + INSTANT_INFINITIES + " THEN t WHEN " + TRUNCATED + " < " + FIRST_INSTANT
                            + " THEN " + error("22008", "timestamp out of range") + " ELSE " + TRUNCATED + " END"),
            macro("year(y)", "CASE WHEN y <= 0 THEN y - 1 ELSE y END"),
            macro(
                    "finite_date(d, value)",
                    "CASE WHEN d IN " + DATE_INFINITIES + " THEN "
                            + error("0A000", "the residual engine cannot hold an infinite numeric")
                            + " ELSE value END"),
            macro(
                    "finite_instant(t, value)",
                    "CASE WHEN t IN " + INSTANT_INFINITIES + " THEN "
                            + error("0A000", "the residual engine cannot hold an infinite numeric")
                            + " ELSE value END"));

    private static String macro(String signature, String body) {
        return "CREATE MACRO fed_" + signature + " AS (" + body + ")";
    }

    private static String error(String state, String message) {
        return "error('" + DuckDbErrors.OWN + state + ":" + message + "')";
    }
}
