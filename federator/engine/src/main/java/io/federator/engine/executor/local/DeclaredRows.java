package io.federator.engine.executor.local;

import io.federator.engine.rel.PgRelType.RecordField;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.RowValue;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a function of records, such as {@code unnest(record[])}, as the columns that the query declares: every record must
 * have these types. A record that is NULL gives a row of NULLs.
 */
record DeclaredRows(Iterator<@Nullable Object[]> records, List<RecordField> columns)
        implements Iterator<@Nullable Object[]> {
    @Override
    public boolean hasNext() {
        return records.hasNext();
    }

    @Override
    public @Nullable Object[] next() {
        if (!(records.next()[0] instanceof RowValue row)) {
            return new @Nullable Object[columns.size()];
        }
        int found = row.fields().size();
        if (found != columns.size()) {
            throw mismatch("Returned row contains " + found + (found == 1 ? " attribute" : " attributes")
                    + ", but query expects " + columns.size() + ".");
        }
        for (int i = 0; i < found; i++) {
            SqlType type = row.types().get(i).bare();
            SqlType declared = columns.get(i).type().bare();
            if (!type.equals(declared)) {
                throw mismatch("Returned type " + type + " at ordinal position " + (i + 1) + ", but query expects "
                        + declared + ".");
            }
        }
        return row.fields().toArray();
    }

    private static SqlException mismatch(String detail) {
        return new SqlException(
                        SqlState.DATATYPE_MISMATCH, "function return row and query-specified return row do not match")
                .withDetail(detail);
    }
}
