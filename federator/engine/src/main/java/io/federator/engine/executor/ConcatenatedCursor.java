package io.federator.engine.executor;

import io.federator.engine.plan.PlanNode;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.RowCursor;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rows of several nodes one after the other, each opened when the one before it has ended. */
final class ConcatenatedCursor implements RowCursor {
    private final List<SqlType> types;
    private final List<PlanNode> inputs;
    private final Function<PlanNode, RowCursor> open;
    private int position;
    private @Nullable RowCursor current;

    ConcatenatedCursor(List<SqlType> types, List<PlanNode> inputs, Function<PlanNode, RowCursor> open) {
        this.types = types;
        this.inputs = inputs;
        this.open = open;
    }

    @Override
    public List<SqlType> types() {
        return types;
    }

    @Override
    public boolean next() {
        while (true) {
            if (current == null) {
                if (position == inputs.size()) {
                    return false;
                }
                current = open.apply(inputs.get(position++));
            }
            if (current.next()) {
                return true;
            }
            current.close();
            current = null;
        }
    }

    @Override
    public @Nullable Object get(int column) {
        return current().get(column);
    }

    @Override
    public boolean isNull(int column) {
        return current().isNull(column);
    }

    @Override
    public long getLong(int column) {
        return current().getLong(column);
    }

    @Override
    public double getDouble(int column) {
        return current().getDouble(column);
    }

    private RowCursor current() {
        if (current == null) {
            throw new IllegalStateException("no current row");
        }
        return current;
    }

    @Override
    public void close() {
        position = inputs.size();
        if (current != null) {
            current.close();
            current = null;
        }
    }
}
