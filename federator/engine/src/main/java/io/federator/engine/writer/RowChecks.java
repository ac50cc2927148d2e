package io.federator.engine.writer;

import io.federator.engine.catalog.CatalogColumn;
import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.context.EvaluationContext;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.error.Violation;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import io.federator.spi.value.BitString;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What the types of a table's columns demand of new values before any source sees them. */
final class RowChecks {
    private final FederatedTable table;

    RowChecks(FederatedTable table) {
        this.table = table;
    }

    /**
     * The value as the column keeps it.
     *
     * @throws SqlException 22001 for a text that is too long, unless only blanks are; 22026 or 22001 for bit strings
     */
    @Nullable Object fitted(int column, @Nullable Object value) {
        SqlType type = table.columns().get(column).type();
        boolean bits = type.kind() == TypeKind.BIT || type.kind() == TypeKind.VARBIT;
        int length = bits ? type.typmod() : type.length();
        if (value == null || length < 0) {
            return value;
        }
        return switch (type.kind()) {
            case VARCHAR, BPCHAR -> fitted((String) value, type, length);
            case BIT -> {
                int given = ((BitString) value).bits().length();
                if (given != length) {
                    throw new SqlException(
                            SqlState.STRING_DATA_LENGTH_MISMATCH,
                            "bit string length " + given + " does not match type " + type);
                }
                yield value;
            }
            case VARBIT -> {
                if (((BitString) value).bits().length() > length) {
                    throw tooLong("bit string", type);
                }
                yield value;
            }
            default -> value;
        };
    }

    private static String fitted(String text, SqlType type, int length) {
        int characters = text.codePointCount(0, text.length());
        boolean padded = type.kind() == TypeKind.BPCHAR;
        if (characters <= length) {
            return padded ? text + " ".repeat(length - characters) : text;
        }
        int end = text.offsetByCodePoints(0, length);
        if (!text.substring(end).chars().allMatch(c -> c == ' ')) {
            throw tooLong("value", type);
        }
        return text.substring(0, end);
    }

    private static SqlException tooLong(String what, SqlType type) {
        return new SqlException(SqlState.STRING_DATA_RIGHT_TRUNCATION, what + " too long for type " + type);
    }

    /** @throws SqlException 23502 when a column that is to have a value has none */
    void notNull(@Nullable Object[] row, Collection<Integer> given, EvaluationContext context) {
        for (int i : given) {
            CatalogColumn column = table.columns().get(i);
            if (column.notNull() && row[i] == null) {
                throw new SqlException(
                                SqlState.NOT_NULL_VIOLATION,
                                "null value in column \"" + column.name() + "\" of relation \"" + table.name()
                                        + "\" violates not-null constraint")
                        .withDetail(RowText.failing(table, row, context))
                        .violating(new Violation(table.schema(), table.name(), column.name(), null));
            }
        }
    }
}
