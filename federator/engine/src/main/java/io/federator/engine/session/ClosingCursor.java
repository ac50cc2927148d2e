package io.federator.engine.session;

import io.federator.spi.source.QueryScope.Registration;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.RowCursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A cursor that gives up a registration when it is closed. */
final class ClosingCursor implements RowCursor {
    private final RowCursor rows;
    private final Registration registration;

    ClosingCursor(RowCursor rows, Registration registration) {
        this.rows = rows;
        this.registration = registration;
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
        try (registration) {
            rows.close();
        }
    }
}
