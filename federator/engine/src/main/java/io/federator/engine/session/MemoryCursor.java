package io.federator.engine.session;

import io.federator.spi.type.SqlType;
import io.federator.spi.value.RowCursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that are there already. */
final class MemoryCursor implements RowCursor {
    private final List<SqlType> types;
    private final List<@Nullable Object[]> rows;
    private int at = -1;

    MemoryCursor(List<SqlType> types, List<@Nullable Object[]> rows) {
        this.types = types;
        this.rows = rows;
    }

    @Override
    public List<SqlType> types() {
        return types;
    }

    @Override
    public boolean next() {
        if (at + 1 >= rows.size()) {
            return false;
        }
        at++;
        return true;
    }

    @Override
    public @Nullable Object get(int column) {
        return rows.get(at)[column];
    }

    @Override
    public boolean isNull(int column) {
        return rows.get(at)[column] == null;
    }

    @Override
    public void close() {
        at = rows.size();
    }
}
