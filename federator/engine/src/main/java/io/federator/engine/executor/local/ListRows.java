package io.federator.engine.executor.local;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that are in memory already. */
final class ListRows implements Rows {
    private final List<@Nullable Object[]> rows;
    private int position;

    ListRows(List<@Nullable Object[]> rows) {
        this.rows = rows;
    }

    @Override
    public @Nullable Object @Nullable [] next() {
        return position < rows.size() ? rows.get(position++) : null;
    }

    @Override
    public void close() {
        position = rows.size();
    }
}
