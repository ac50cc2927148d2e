package io.federator.duckdb;

import io.federator.spi.source.QueryScope;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import io.federator.spi.value.RowCursor;
import java.util.List;
import org.apache.arrow.memory.OutOfMemoryException;
import org.jspecify.annotations.Nullable;

/**
 * The reader's end of a running statement. While it waits for rows it also opens and closes the statement's inputs, so that
 * these are handled by the thread that owns the session and its transaction.
 */
final class ResultCursor implements RowCursor {
    private final DuckDbStatement statement;
    private final Exchange exchange;
    private final QueryScope scope;
    private final List<SqlType> types;
    private final TypeKind[] kinds;
    private final QueryScope.Registration registration;
    private @Nullable ResultBatch batch;
    private int row = -1;
    private boolean finished;

    ResultCursor(DuckDbStatement statement, Exchange exchange, QueryScope scope, List<SqlType> types) {
        this.statement = statement;
        this.exchange = exchange;
        this.scope = scope;
        this.types = types;
        this.kinds = types.stream().map(SqlType::kind).toArray(TypeKind[]::new);
        this.registration = scope.onCancel(statement::cancel);
    }

    @Override
    public List<SqlType> types() {
        return types;
    }

    @Override
    public boolean next() {
        ResultBatch current = batch;
        if (current != null) {
            if (++row < current.rows()) {
                return true;
            }
            batch = null;
            exchange.consumed();
        }
        while (!finished) {
            switch (take()) {
                case Exchange.Rows rows -> {
                    batch = rows.batch();
                    row = 0;
                    return true;
                }
                case Exchange.Open open -> open(open.slot());
                case Exchange.Drained drained -> drained.slot().close();
                case Exchange.Finished end -> finish(end.error());
            }
        }
        return false;
    }

    private void open(InputSlot slot) {
        if (exchange.stopped()) {
            slot.decline();
        } else {
            slot.open();
        }
    }

    private Exchange.Event take() {
        try {
            return exchange.take();
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw DuckDbErrors.canceled();
        }
    }

    private void finish(@Nullable Throwable error) {
        finished = true;
        registration.close();
        statement.closeInputs();
        if (error == null && !exchange.stopped()) {
            return;
        }
        scope.check();
        if (error == null) {
            throw DuckDbErrors.canceled();
        }
        Throwable ofInput = exchange.inputFailure();
        switch (ofInput == null ? error : ofInput) {
            case OutOfMemoryException memory -> throw DuckDbErrors.translate(memory);
            case RuntimeException unchecked -> throw unchecked;
            case Error fatal -> throw fatal;
            case Throwable checked -> throw DuckDbErrors.translate(checked);
        }
    }

    /** Waits until DuckDB has let go of everything; an input that is blocked in its source delays that. */
    @Override
    public void close() {
        batch = null;
        if (finished) {
            return;
        }
        statement.cancel();
        boolean interrupted = false;
        while (!finished) {
            try {
                switch (exchange.take()) {
                    case Exchange.Open open -> open.slot().decline();
                    case Exchange.Drained drained -> drained.slot().close();
                    case Exchange.Finished _ -> finished = true;
                    case Exchange.Rows _ -> {}
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        registration.close();
        statement.closeInputs();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private ResultBatch current() {
        ResultBatch current = batch;
        if (current == null) {
            throw new IllegalStateException("the cursor is not on a row");
        }
        return current;
    }

    @Override
    public boolean isNull(int column) {
        return current().isNull(column, row);
    }

    @Override
    public @Nullable Object get(int column) {
        ResultBatch current = current();
        if (current.isNull(column, row)) {
            return null;
        }
        return switch (kinds[column]) {
            case INT2, INT4, DATE -> (int) current.longAt(column, row);
            case INT8, OID, TIME, TIMESTAMP, TIMESTAMPTZ -> current.longAt(column, row);
            case FLOAT4 -> (float) current.doubleAt(column, row);
            case FLOAT8 -> current.doubleAt(column, row);
            default -> current.objectAt(column, row);
        };
    }

    @Override
    public long getLong(int column) {
        return current().longAt(column, row);
    }

    @Override
    public double getDouble(int column) {
        return current().doubleAt(column, row);
    }
}
