package io.federator.engine.session;

import io.federator.spi.type.SqlType;
import io.federator.spi.value.RowCursor;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The next few rows of a stream that goes on afterwards: closing this leaves the stream open. */
final class LimitedCursor implements RowCursor {
    private final RowCursor source;
    private final BooleanSupplier advance;
    private long left;

    LimitedCursor(RowCursor source, BooleanSupplier advance, long rows) {
        this.source = source;
        this.advance = advance;
        this.left = rows;
    }

    @Override
    public List<SqlType> types() {
        return source.types();
    }

    @Override
    public boolean next() {
        if (left == 0) {
            return false;
        }
        left--;
        boolean more = advance.getAsBoolean();
        left = more ? left : 0;
        return more;
    }

    @Override
    public @Nullable Object get(int column) {
        return source.get(column);
    }

    @Override
    public boolean isNull(int column) {
        return source.isNull(column);
    }

    @Override
    public long getLong(int column) {
        return source.getLong(column);
    }

    @Override
    public double getDouble(int column) {
        return source.getDouble(column);
    }

    @Override
    public void close() {
        left = 0;
    }
}
