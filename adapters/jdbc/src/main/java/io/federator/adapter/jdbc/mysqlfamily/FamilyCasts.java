package io.federator.adapter.jdbc.mysqlfamily;

import io.federator.adapter.jdbc.dialect.Digits;
import io.federator.spi.source.Rendered;
import io.federator.spi.source.TextCollation;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import org.jspecify.annotations.Nullable;

/** Casts that cannot fail and lose nothing, or round as PostgreSQL does. */
final class FamilyCasts {
    private FamilyCasts() {}

    static @Nullable Rendered cast(Rendered operand, SqlType result, FamilyDialect dialect) {
        return switch (operand.type().kind()) {
            case INT2, INT4, INT8 -> fromInteger(operand, result, dialect);
            case NUMERIC -> fromNumeric(operand, result, dialect);
            case TEXT, VARCHAR, BPCHAR -> fromText(operand, result);
            case BOOL -> result.is(TypeKind.INT4) ? computed("(" + operand.sql() + " + 0)", operand, result) : null;
            case FLOAT4 ->
                result.is(TypeKind.FLOAT8) ? computed("(" + operand.sql() + " * 1e0)", operand, result) : null;
            case DATE ->
                result.equals(SqlType.TIMESTAMP)
                        ? computed("CAST(" + operand.sql() + " AS DATETIME(6))", operand, result)
                        : null;
            case TIMESTAMP ->
                result.is(TypeKind.DATE) ? computed("DATE(" + operand.sql() + ")", operand, result) : null;
            default -> null;
        };
    }

    private static Rendered computed(String sql, Rendered operand, SqlType result) {
        Rendered cast = Rendered.computed(sql, result);
        return operand.constant() ? cast.asConstant() : cast;
    }

    private static @Nullable Rendered fromInteger(Rendered operand, SqlType result, FamilyDialect dialect) {
        Digits digits = Digits.of(operand);
        String signed = FamilyColumns.signed(operand).sql();
        return switch (result.kind()) {
            case INT4, INT8 -> widened(operand, result);
            case BOOL -> operand.type().is(TypeKind.INT4) ? computed("(" + signed + " <> 0)", operand, result) : null;
            case FLOAT8 -> computed("(" + signed + " + 0e0)", operand, result);
            case NUMERIC -> decimal(signed, operand, digits, result);
            case TEXT -> result.equals(SqlType.TEXT) ? text(signed, dialect) : null;
            default -> null;
        };
    }

    /** All integers are computed with 64 bits, so a wider type is the same value. */
    private static @Nullable Rendered widened(Rendered operand, SqlType result) {
        boolean wider = result.kind().length() >= operand.type().kind().length();
        return wider
                ? new Rendered(operand.sql(), result, -1, -1, TextCollation.NONE, operand.column(), operand.constant())
                : null;
    }

    private static @Nullable Rendered fromNumeric(Rendered operand, SqlType result, FamilyDialect dialect) {
        Digits digits = Digits.of(operand);
        if (!digits.fits(FamilyText.MAX_PRECISION, FamilyText.MAX_SCALE)) {
            return null;
        }
        Rendered signed = FamilyColumns.signed(operand);
        int whole = digits.whole() + (digits.scale() > 0 ? 1 : 0);
        return switch (result.kind()) {
            case NUMERIC ->
                result.precision() < 0
                        ? new Rendered(
                                operand.sql(),
                                result,
                                digits.precision(),
                                digits.scale(),
                                TextCollation.NONE,
                                operand.column(),
                                operand.constant())
                        : decimal(signed.sql(), operand, digits, result);
            case INT2 -> whole <= 4 ? computed("CAST(" + signed.sql() + " AS SIGNED)", operand, result) : null;
            case INT4 -> whole <= 9 ? computed("CAST(" + signed.sql() + " AS SIGNED)", operand, result) : null;
            case INT8 -> whole <= 18 ? computed("CAST(" + signed.sql() + " AS SIGNED)", operand, result) : null;
            case TEXT -> result.equals(SqlType.TEXT) ? text(signed.sql(), dialect) : null;
            default -> null;
        };
    }

    /**
     * Rounds half away from zero, as PostgreSQL; refused where it could overflow, as the database would clip the value.
     */
    private static @Nullable Rendered decimal(String sql, Rendered operand, Digits digits, SqlType result) {
        Digits wanted = result.precision() < 0 ? digits : Digits.of(result);
        if (!wanted.fits(FamilyText.MAX_PRECISION, FamilyText.MAX_SCALE)) {
            return null;
        }
        int whole = digits.whole() + (wanted.scale() < digits.scale() ? 1 : 0);
        if (whole > wanted.whole()) {
            return null;
        }
        return new Rendered(
                "CAST(" + sql + " AS DECIMAL(" + wanted.precision() + "," + wanted.scale() + "))",
                result,
                wanted.precision(),
                wanted.scale(),
                TextCollation.NONE,
                null,
                operand.constant());
    }

    /** Between the text types nothing happens: a char(n) is without its blanks already. */
    private static @Nullable Rendered fromText(Rendered operand, SqlType result) {
        boolean same = result.equals(SqlType.TEXT) || result.equals(SqlType.VARCHAR);
        return same
                ? new Rendered(operand.sql(), result, -1, -1, operand.collation(), operand.column(), operand.constant())
                : null;
    }

    private static @Nullable Rendered text(String sql, FamilyDialect dialect) {
        TextCollation converted = new TextCollation(TextCollation.Kind.LOOSE, "", FamilyColumns.UTF8MB4);
        return dialect.exactText(new Rendered(
                "CAST(" + sql + " AS CHAR CHARACTER SET utf8mb4)", SqlType.TEXT, -1, -1, converted, null, false));
    }
}
