package io.federator.spi.source;

import io.federator.spi.type.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * An expression in a database's SQL with what is known of its values there.
 *
 * @param sql self-contained: may stand as an operand without further parentheses
 * @param precision upper bound of the total digits of a numeric, -1 when unknown or no numeric
 * @param scale the exact number of fractional digits of every value of a numeric, -1 when it varies or is unknown
 * @param collation how the database compares it, for text
 * @param column the table's column that the expression merely passes on, null for anything computed
 * @param constant whether it is a literal or a placeholder
 */
public record Rendered(
        String sql,
        SqlType type,
        int precision,
        int scale,
        TextCollation collation,
        @Nullable SourceColumn column,
        boolean constant) {
    /** A computed value that is no numeric of known digits and no text. */
    public static Rendered computed(String sql, SqlType type) {
        return new Rendered(sql, type, type.precision(), type.scale(), TextCollation.NONE, null, false);
    }

    public Rendered withSql(String newSql) {
        return new Rendered(newSql, type, precision, scale, collation, column, constant);
    }

    public Rendered withDigits(int newPrecision, int newScale) {
        return new Rendered(sql, type, newPrecision, newScale, collation, column, constant);
    }

    public Rendered withCollation(TextCollation newCollation) {
        return new Rendered(sql, type, precision, scale, newCollation, column, constant);
    }

    public Rendered asConstant() {
        return new Rendered(sql, type, precision, scale, collation, column, true);
    }

    /** The same value seen through another name: a column of a derived table. */
    public Rendered renamed(String newSql) {
        return new Rendered(newSql, type, precision, scale, collation, column, false);
    }
}
