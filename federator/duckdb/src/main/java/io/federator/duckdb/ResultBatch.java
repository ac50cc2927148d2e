package io.federator.duckdb;

import org.jspecify.annotations.Nullable;

/**
 * Some rows of a result, by column. A column's values are a {@code long[]} for what {@code RowCursor.getLong} reads, a
 * {@code double[]} for floats and an {@code Object[]} for the rest.
 *
 * @param nulls by column, then by row; null for a column without NULLs
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copying would defeat it
record ResultBatch(int rows, Object[] values, boolean[] @Nullable [] nulls) {
    boolean isNull(int column, int row) {
        boolean[] ofColumn = nulls[column];
        return ofColumn != null && ofColumn[row];
    }

    long longAt(int column, int row) {
        return ((long[]) values[column])[row];
    }

    double doubleAt(int column, int row) {
        return ((double[]) values[column])[row];
    }

    @Nullable Object objectAt(int column, int row) {
        return ((Object[]) values[column])[row];
    }
}
