package io.federator.spi.value;

import io.federator.spi.type.SqlType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Passes everything on to another cursor; what is to be different is overridden. */
public abstract class ForwardingCursor implements RowCursor {
    private final RowCursor rows;

    protected ForwardingCursor(RowCursor rows) {
        this.rows = rows;
    }

    @Override
    public List<SqlType> types() {
        return rows.types();
    }

    @Override
    public boolean next() {
        return rows.next();
    }

    @Override
    public @Nullable Object get(int column) {
        return rows.get(column);
    }

    @Override
    public boolean isNull(int column) {
        return rows.isNull(column);
    }

    @Override
    public long getLong(int column) {
        return rows.getLong(column);
    }

    @Override
    public double getDouble(int column) {
        return rows.getDouble(column);
    }

    @Override
    public void close() {
        rows.close();
    }
}
