package io.federator.engine.pipeline;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.context.SourceWriting;
import io.federator.engine.executor.ExecutionListener;
import io.federator.engine.executor.Executor;
import io.federator.engine.statistics.StatementCounts;
import io.federator.engine.writer.LoadInput;
import io.federator.engine.writer.WriteExecutor;
import io.federator.engine.writer.WritePlan;
import io.federator.engine.writer.WriteResult;
import java.util.Optional;

/** Runs what {@link WritePlanning} has planned. Safe for any thread; blocks. */
record WriteRuns(WriteExecutor writer, Executor executor, StatementCounts counts) {
    /** A statement that changes or locks rows, or the EXPLAIN ANALYZE of one. */
    WriteResult run(PreparedQuery query, EvaluationContext context, SourceWriting writing) {
        return switch ((EnginePlan) query.plan()) {
            case WrittenPlan plan -> counted(WritePlanning.fitting(plan, executor, context), context, writing);
            case ExplainedPlan explained
            when explained.of() instanceof WrittenPlan of -> {
                WrittenPlan plan = WritePlanning.fitting(of, executor, context);
                yield Explained.write(
                        plan, explained.options(), context, measured -> run(plan, context, writing, measured));
            }
            case ExplainedPlan explained -> throw read();
            case QueryPlan plan -> throw read();
        };
    }

    private static IllegalStateException read() {
        return new IllegalStateException("a query is read, not written");
    }

    private WriteResult counted(WrittenPlan plan, EvaluationContext context, SourceWriting writing) {
        CountedExecution counted = new CountedExecution(counts, plan.text(), context);
        WriteResult result = run(plan, context, writing, counted);
        if (plan instanceof LockingPlan
                || (plan instanceof PartsPlan parts && !parts.plan().isWrite())) {
            return new WriteResult(0, result.rows().map(counted::rows));
        }
        counted.changed(result.count());
        return result;
    }

    private WriteResult run(
            WrittenPlan plan, EvaluationContext context, SourceWriting writing, ExecutionListener listener) {
        return switch (plan) {
            case LockingPlan locking ->
                new WriteResult(0, Optional.of(writer.lock(locking.plan(), context, writing, listener)));
            case PartsPlan parts -> writer.execute(parts.plan(), context, writing, listener);
            case ChangePlan change -> writer.execute(change.plan(), context, writing, listener);
        };
    }

    /** A COPY FROM. */
    long load(PreparedQuery query, LoadInput input, EvaluationContext context, SourceWriting writing) {
        if (!(query.plan() instanceof ChangePlan change && change.plan() instanceof WritePlan.Load load)) {
            throw new IllegalStateException("only COPY FROM loads rows");
        }
        CountedExecution counted = new CountedExecution(counts, change.text(), context);
        long count = writer.load(load, input, context, writing);
        counted.changed(count);
        return count;
    }
}
