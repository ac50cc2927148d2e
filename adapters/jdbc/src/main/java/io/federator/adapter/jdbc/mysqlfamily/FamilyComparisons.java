package io.federator.adapter.jdbc.mysqlfamily;

import io.federator.spi.source.Rendered;
import io.federator.spi.source.SourceColumn;
import io.federator.spi.source.TextCollation;
import io.federator.spi.type.TypeKind;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Comparisons that give PostgreSQL's verdict and leave a column's index usable. */
final class FamilyComparisons {
    /** Character sets with one code for each character, so that nothing is missed. */
    private static final Set<String> CONVERTIBLE = Set.of("latin1", "utf8mb3", "ascii");

    private final Function<Rendered, @Nullable Rendered> exactText;

    FamilyComparisons(Function<Rendered, @Nullable Rendered> exactText) {
        this.exactText = exactText;
    }

    @Nullable String comparison(String operator, Rendered left, Rendered right) {
        return switch (left.type().kind()) {
            case BOOL, INT2, INT4, INT8, NUMERIC, FLOAT4, FLOAT8, BYTEA, DATE, TIME, TIMESTAMP, TIMESTAMPTZ ->
                infix(left, operator, right);
            case TEXT, VARCHAR, BPCHAR -> textComparison(operator, left, right);
            default -> null;
        };
    }

    private @Nullable String textComparison(String operator, Rendered left, Rendered right) {
        Rendered exactLeft = exactText.apply(left);
        Rendered exactRight = exactText.apply(right);
        if (exactLeft == null || exactRight == null || right.type().is(TypeKind.NAME)) {
            return null;
        }
        String exact = infix(exactLeft, operator, exactRight);
        if (!"=".equals(operator)) {
            return exact;
        }
        if (isIndexable(left, right)) {
            return "(" + infix(left, operator, stored(right, left)) + " AND " + exact + ")";
        }
        return isIndexable(right, left)
                ? "(" + infix(right, operator, stored(left, right)) + " AND " + exact + ")"
                : exact;
    }

    @Nullable String membership(Rendered value, List<Rendered> constants) {
        if (!value.type().kind().isText()) {
            return comparison("=", value, constants.getFirst()) == null ? null : in(value, constants);
        }
        Rendered exact = exactText.apply(value);
        if (exact == null || value.type().is(TypeKind.NAME)) {
            return null;
        }
        boolean indexable = constants.stream().allMatch(constant -> isIndexable(value, constant));
        List<Rendered> stored =
                constants.stream().map(constant -> stored(constant, value)).toList();
        return indexable ? "(" + in(value, stored) + " AND " + in(exact, constants) + ")" : in(exact, constants);
    }

    private static String in(Rendered value, List<Rendered> constants) {
        return "(" + value.sql() + " IN ("
                + constants.stream().map(Rendered::sql).collect(Collectors.joining(", ")) + "))";
    }

    /** Whether the column's own collation may be asked first, for which there may be an index. */
    static boolean isIndexable(Rendered column, Rendered constant) {
        return column.column() != null
                && column.collation().kind() != TextCollation.Kind.CODE_POINT
                && constant.constant()
                && (isComparable(column, constant)
                        || CONVERTIBLE.contains(column.collation().charset()));
    }

    private static boolean isComparable(Rendered column, Rendered constant) {
        return FamilyColumns.UTF8MB4.equals(column.collation().charset()) || isAsciiLiteral(constant.sql());
    }

    /**
     * The constant in the column's own character set. One that the set does not have turns into question marks, which the exact
     * comparison beside this one sorts out; all others turn into what the column holds for them.
     */
    private static Rendered stored(Rendered constant, Rendered column) {
        return isComparable(column, constant)
                ? constant
                : constant.withSql("CONVERT(" + constant.sql() + " USING "
                        + column.collation().charset() + ") COLLATE "
                        + column.collation().name());
    }

    private static boolean isAsciiLiteral(String sql) {
        return sql.startsWith("'") && sql.chars().allMatch(c -> c < 0x80);
    }

    /**
     * Uuids. Kept as 16 bytes they compare as in PostgreSQL; kept as text in the canonical form, of either case,
     * equality with a constant is decided by the lower-case form, under the column's own collation where that ignores
     * case.
     */
    static @Nullable String uuid(String operator, Rendered left, Rendered right) {
        Rendered value = left.constant() ? right : left;
        Rendered other = left.constant() ? left : right;
        SourceColumn column = value.column();
        if (column == null) {
            return null;
        }
        if (FamilyColumns.isBinary(value)) {
            if (other.constant()) {
                String bytes = "UNHEX(REPLACE(" + other.sql() + ", '-', ''))";
                return left.constant()
                        ? "(" + bytes + " " + operator + " " + value.sql() + ")"
                        : "(" + value.sql() + " " + operator + " " + bytes + ")";
            }
            return FamilyColumns.isBinary(other) ? infix(left, operator, right) : null;
        }
        boolean equality = "=".equals(operator) || "<>".equals(operator);
        if (!other.constant() || !equality) {
            return null;
        }
        boolean ignoresCase = column.collation().name().contains("_ci");
        String text = ignoresCase ? value.sql() : "LOWER(" + value.sql() + ")";
        return "(" + text + " " + operator + " " + other.sql() + ")";
    }

    private static String infix(Rendered left, String operator, Rendered right) {
        return "(" + left.sql() + " " + operator + " " + right.sql() + ")";
    }
}
