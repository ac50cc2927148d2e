package io.federator.engine.writer;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.context.SourceWriting;
import io.federator.engine.executor.ExecutionListener;
import io.federator.engine.executor.Executor;
import io.federator.engine.executor.local.MemoryBudget;
import io.federator.engine.executor.local.RowsCursor;
import io.federator.engine.plan.FederatedPlan;
import io.federator.engine.plan.PlanNode;
import io.federator.engine.plan.PlanNode.Leaf;
import io.federator.engine.writer.CompoundPlan.Part;
import io.federator.engine.writer.CompoundPlan.Step;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.RowCursor;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a statement of several parts. Rows are locked first. Where anything is to be read behind a write, all is then read
 * before anything is written, so that each sees the tables as they were; a row that somebody else has changed in between
 * takes back what was written and begins again. Rows are kept in memory, within the limit of a query.
 */
final class CompoundRun {
    private final CompoundPlan plan;
    private final EvaluationContext context;
    private final SourceWriting writing;
    private final ExecutionListener listener;
    private final WriteExecutor writer;
    private final Executor executor;

    CompoundRun(
            CompoundPlan plan,
            EvaluationContext context,
            SourceWriting writing,
            ExecutionListener listener,
            WriteExecutor writer,
            Executor executor) {
        this.plan = plan;
        this.context = context;
        this.writing = writing;
        this.listener = listener;
        this.writer = writer;
        this.executor = executor;
    }

    WriteResult run() {
        return Attempts.until(context, this::attempt);
    }

    private @Nullable WriteResult attempt() {
        int savepoint = writing.savepoint();
        try {
            return once();
        } catch (Rest.RowChanged e) {
            writing.rollbackTo(savepoint);
            return null;
        }
    }

    private WriteResult once() {
        MemoryBudget memory = new MemoryBudget(executor.memoryLimit());
        Rest rest = Rest.ofSeveral();
        run(plan.first(), rest, memory);
        Optional<WriteResult> locked =
                plan.main() instanceof Step.Lock ? Optional.of(run(plan.main(), rest, memory)) : Optional.empty();
        if (plan.readsAhead()) {
            rest.fix(read(plan.later(), rest, memory));
        }
        run(plan.before(), rest, memory);
        WriteResult result = locked.orElseGet(() -> run(plan.main(), rest, memory));
        run(plan.after(), rest, memory);
        return result;
    }

    private IdentityHashMap<Leaf, List<@Nullable Object[]>> read(List<Step> steps, Rest rest, MemoryBudget memory) {
        IdentityHashMap<Leaf, List<@Nullable Object[]>> rows = new IdentityHashMap<>();
        for (Step step : steps) {
            for (FederatedPlan read : CompoundPlan.plans(step)) {
                read(read.root(), rows, rest, memory);
            }
        }
        return rows;
    }

    private void read(
            PlanNode node, IdentityHashMap<Leaf, List<@Nullable Object[]>> rows, Rest rest, MemoryBudget memory) {
        if (node instanceof Leaf leaf && !rows.containsKey(leaf)) {
            rows.put(leaf, executor.read(leaf, context, listener, rest.given(), memory));
        }
        node.children().forEach(child -> read(child, rows, rest, memory));
    }

    private void run(List<Part> parts, Rest rest, MemoryBudget memory) {
        for (Part part : parts) {
            Optional<RowCursor> rows = run(part.step(), rest, memory).rows();
            rest.made(part.id(), rows.isPresent() ? writer.all(rows.get(), memory, context) : List.of());
        }
    }

    private WriteResult run(Step step, Rest rest, MemoryBudget memory) {
        return switch (step) {
            case Step.Write write -> writer.execute(write.plan(), context, writing, listener, rest);
            case Step.Lock lock -> {
                int visible = lock.plan().types().size();
                List<@Nullable Object[]> rows = writer.locked(lock.plan(), context, writing, listener, rest.given());
                rows.replaceAll(row -> Arrays.copyOf(row, visible));
                yield rows(rows, lock.plan().types());
            }
            case Step.Read read -> {
                RowCursor cursor = executor.execute(read.plan(), context, listener, rest.given());
                yield rows(writer.all(cursor, memory, context), read.types());
            }
        };
    }

    private static WriteResult rows(List<@Nullable Object[]> rows, List<SqlType> types) {
        return new WriteResult(0, Optional.of(RowsCursor.of(rows, types)));
    }
}
