package io.federator.adapter.jdbc.dialect;

import io.federator.spi.source.Rendered;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a numeric's digits: at most {@code precision} in all and exactly {@code scale} after the point. The
 * scale is PostgreSQL's display scale, so a database may compute a value only when its own result has that scale.
 */
public record Digits(int precision, int scale) {
    public static final Digits UNKNOWN = new Digits(-1, -1);

    /** The digits of a value, integers included. */
    public static Digits of(Rendered value) {
        return switch (value.type().kind()) {
            case INT2 -> new Digits(5, 0);
            case INT4 -> new Digits(10, 0);
            case INT8 -> new Digits(19, 0);
            default -> new Digits(value.precision(), value.scale());
        };
    }

    /** The digits that a type's modifier promises. */
    public static Digits of(SqlType type) {
        return type.is(TypeKind.NUMERIC) && type.precision() > 0 && type.scale() >= 0
                ? new Digits(type.precision(), type.scale())
                : UNKNOWN;
    }

    public boolean known() {
        return precision >= 0 && scale >= 0;
    }

    public int whole() {
        return precision - scale;
    }

    public Digits plus(Digits other) {
        if (!known() || !other.known()) {
            return UNKNOWN;
        }
        int commonScale = Math.max(scale, other.scale);
        return new Digits(Math.max(whole(), other.whole()) + commonScale + 1, commonScale);
    }

    public Digits times(Digits other) {
        return known() && other.known() ? new Digits(precision + other.precision, scale + other.scale) : UNKNOWN;
    }

    /** A sum over at most 10^13 rows: the largest tables of these databases have fewer, and reading more would take years. */
    public Digits summed() {
        return known() ? new Digits(precision + 13, scale) : UNKNOWN;
    }

    public boolean fits(int maxPrecision, int maxScale) {
        return known() && precision <= maxPrecision && scale <= maxScale;
    }

    /** The digits of a value that is one of several; null when their scales differ or are unknown. */
    public static @Nullable Digits common(List<Rendered> values) {
        Digits common = of(values.getFirst());
        for (Rendered value : values) {
            Digits digits = of(value);
            if (!digits.known() || digits.scale != common.scale) {
                return null;
            }
            common = new Digits(Math.max(common.precision, digits.precision), common.scale);
        }
        return common;
    }
}
