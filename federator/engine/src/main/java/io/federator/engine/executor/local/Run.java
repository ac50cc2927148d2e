package io.federator.engine.executor.local;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.evaluator.Frame;
import io.federator.spi.value.RowCursor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.apache.calcite.rel.core.CorrelationId;
import org.jspecify.annotations.Nullable;

/** One execution of a tree of local operators. Used by one thread. */
public final class Run {
    private final EvaluationContext context;
    private final IntFunction<RowCursor> inputs;
    private final MemoryBudget memory;
    private final MemoryBudget whole;
    private final Map<CorrelationId, @Nullable Object[]> outer;
    private final Map<Object, Object> kept;
    private final Turn turn;
    private final IntFunction<List<@Nullable Object[]>> given;

    /** @param given the rows of a {@link io.federator.engine.catalog.GivenTable} by its part */
    public Run(
            EvaluationContext context,
            IntFunction<RowCursor> inputs,
            MemoryBudget memory,
            IntFunction<List<@Nullable Object[]>> given) {
        this(context, inputs, memory, memory, Map.of(), new HashMap<>(), new Turn(context.scope()), given);
    }

    private Run(
            EvaluationContext context,
            IntFunction<RowCursor> inputs,
            MemoryBudget memory,
            MemoryBudget whole,
            Map<CorrelationId, @Nullable Object[]> outer,
            Map<Object, Object> kept,
            Turn turn,
            IntFunction<List<@Nullable Object[]>> given) {
        this.context = context;
        this.inputs = inputs;
        this.memory = memory;
        this.whole = whole;
        this.outer = outer;
        this.kept = kept;
        this.turn = turn;
        this.given = given;
    }

    /** The rows that the execution was given for a part of its statement. */
    List<@Nullable Object[]> given(int part) {
        return given.apply(part);
    }

    /**
     * The same execution as the right side of a correlated join sees it for one row of the left. What it keeps goes with
     * {@link #end}, but for what {@link #kept} keeps.
     */
    Run within(CorrelationId id, @Nullable Object[] row) {
        Map<CorrelationId, @Nullable Object[]> inner = new HashMap<>(outer);
        inner.put(id, row);
        return new Run(context, inputs, memory.part(), whole, inner, kept, turn, given);
    }

    /** The rows of one outer row have been read. */
    void end() {
        memory.clear();
    }

    EvaluationContext context() {
        return context;
    }

    MemoryBudget memory() {
        return memory;
    }

    /** For rows that stay until the execution ends. */
    MemoryBudget wholeMemory() {
        return whole;
    }

    /** The row of the left side of a correlated join around this place. */
    @Nullable Object[] outer(CorrelationId id) {
        return Objects.requireNonNull(outer.get(id));
    }

    Frame frame() {
        return new Frame(context, outer);
    }

    RowCursor input(int position) {
        return inputs.apply(position);
    }

    /** Rows that are read again and again: those of an uncorrelated input below a correlated join, or of a recursive query. */
    List<@Nullable Object[]> kept(Object owner, Supplier<Rows> source) {
        return keptOnce(owner, () -> drainKept(source.get()));
    }

    /** What {@code owner} makes once in the whole execution. */
    @SuppressWarnings("unchecked")
    <T> T keptOnce(Object owner, Supplier<T> source) {
        Object found = kept.get(owner);
        if (found == null) {
            found = source.get();
            kept.put(owner, found);
        }
        return (T) found;
    }

    /** Replaces the rows that {@link #kept} gives for {@code owner}. */
    void keep(Object owner, List<@Nullable Object[]> rows) {
        kept.put(owner, rows);
    }

    /** All rows of a stream for the rest of the execution. */
    List<@Nullable Object[]> drainKept(Rows source) {
        return drain(source, whole);
    }

    /** All rows of a stream, accounted for, with the stream closed. */
    List<@Nullable Object[]> drain(Rows source) {
        return drain(source, memory);
    }

    private List<@Nullable Object[]> drain(Rows source, MemoryBudget memory) {
        try (source) {
            List<@Nullable Object[]> rows = new ArrayList<>();
            for (@Nullable Object[] row = source.next(); row != null; row = source.next()) {
                memory.keep(row);
                rows.add(row);
                check();
            }
            return rows;
        }
    }

    /** Called for each row that an operator looks at; ends a cancelled query and lets others run now and then. */
    void check() {
        turn.row();
    }
}
