package io.federator.engine.catalog;

import io.federator.spi.source.SourceColumn;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.List;
import java.util.Optional;

/** The logical type of a column whose copies may have different ones. */
final class ColumnTypes {
    private ColumnTypes() {}

    /** The type that holds every value of all of these exactly and looks the same; empty when the user has to say. */
    static Optional<SqlType> common(List<SqlType> types) {
        SqlType common = types.getFirst();
        for (SqlType type : types) {
            Optional<SqlType> wider = wider(common, type);
            if (wider.isEmpty()) {
                return wider;
            }
            common = wider.get();
        }
        return Optional.of(common);
    }

    private static Optional<SqlType> wider(SqlType a, SqlType b) {
        if (a.equals(b)) {
            return Optional.of(a);
        }
        if (a.kind().isInteger() && b.kind().isInteger()) {
            return Optional.of(width(a) >= width(b) ? a : b);
        }
        if (isVarying(a) && isVarying(b)) {
            if (a.is(TypeKind.TEXT) || b.is(TypeKind.TEXT)) {
                return Optional.of(SqlType.TEXT);
            }
            return Optional.of(
                    a.length() < 0 || b.length() < 0
                            ? SqlType.VARCHAR
                            : SqlType.varchar(Math.max(a.length(), b.length())));
        }
        // Numerics of different scales would print the same number differently, depending on where it is kept.
        return Optional.empty();
    }

    /** Whether the adapter can read this column as this type without loss. */
    static boolean readable(SourceColumn column, SqlType type) {
        SqlType natural = column.type();
        if (natural.bare().equals(type.bare())) {
            return true;
        }
        if (natural.kind().isInteger() && type.kind().isInteger()) {
            return width(natural) <= width(type);
        }
        if (isVarying(natural) && isVarying(type)) {
            return true;
        }
        return column.alternatives().stream().anyMatch(a -> a.bare().equals(type.bare()));
    }

    private static int width(SqlType type) {
        return type.kind().length();
    }

    private static boolean isVarying(SqlType type) {
        return type.is(TypeKind.TEXT) || type.is(TypeKind.VARCHAR);
    }
}
