package io.federator.duckdb;

import io.federator.spi.source.Rendered;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The digits of a numeric: at most {@code precision} in all, exactly {@code scale} of them after the point. The scale is
 * PostgreSQL's display scale. DuckDB may hold a value in a wider decimal than this, but never one of another scale.
 */
record Digits(int precision, int scale) {
    /** The digits of an integer or numeric; null when they are unknown or too many. */
    static @Nullable Digits of(Rendered value) {
        Digits digits = switch (value.type().kind()) {
            case INT2 -> new Digits(5, 0);
            case INT4 -> new Digits(10, 0);
            case INT8 -> new Digits(19, 0);
            default -> new Digits(value.precision(), value.scale());
        };
        return digits.fits() ? digits : null;
    }

    /** The digits of each value that is not a plain NULL, if all have the same scale; null otherwise. */
    static @Nullable Digits common(List<Rendered> values) {
        Digits common = null;
        for (Rendered value : values) {
            if (value.sql().equals(DuckDbLiterals.NULL)) {
                continue;
            }
            Digits digits = of(value);
            if (digits == null || (common != null && digits.scale != common.scale)) {
                return null;
            }
            common = common == null || digits.precision > common.precision ? digits : common;
        }
        return common;
    }

    boolean fits() {
        return DuckDbTypes.isDecimal(precision, scale);
    }

    int whole() {
        return precision - scale;
    }

    /** The digits in which both can be written: what DuckDB needs to compare or add them. */
    Digits with(Digits other) {
        int commonScale = Math.max(scale, other.scale);
        return new Digits(Math.max(whole(), other.whole()) + commonScale, commonScale);
    }

    String type() {
        return DuckDbTypes.decimal(precision, scale);
    }
}
