package io.federator.engine.pipeline;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.executor.ArgumentRefused;
import io.federator.engine.executor.ExecutionListener;
import io.federator.engine.executor.Executor;
import io.federator.engine.executor.local.Rows;
import io.federator.engine.executor.local.RowsCursor;
import io.federator.engine.explain.ExplainOptions;
import io.federator.engine.explain.Measurements;
import io.federator.engine.explain.PlanJson;
import io.federator.engine.explain.PlanText;
import io.federator.engine.explain.WriteOutline;
import io.federator.engine.plan.ResultColumn;
import io.federator.engine.writer.WriteResult;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.RowCursor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** EXPLAIN: shows the plan of a statement, and with ANALYZE runs it and shows what was measured. */
record Explained(Executor executor) {
    /** The statement's EXPLAIN. */
    static PreparedQuery of(PreparedQuery query, ExplainOptions options) {
        return new PreparedQuery(
                query.parameters(),
                List.of(new ResultColumn("QUERY PLAN", type(options), 0, 0)),
                query.catalogVersion(),
                new ExplainedPlan((EnginePlan) query.plan(), options));
    }

    private static SqlType type(ExplainOptions options) {
        return options.json() ? SqlType.JSON : SqlType.TEXT;
    }

    /** The plan of a query, which ANALYZE runs, or that of a statement that changes rows, which is not run. */
    RowCursor read(ExplainedPlan explained, EvaluationContext context) {
        ExplainOptions options = explained.options();
        if (!options.analyze() || !(explained.of() instanceof QueryPlan plan)) {
            return shown(explained.of(), options, Optional.empty(), List.of());
        }
        Measurements measured = new Measurements();
        long start = System.nanoTime();
        try (RowCursor rows = executor.execute(plan.plan(), context, measured)) {
            drain(rows, context);
        } catch (ArgumentRefused e) {
            throw e.error();
        }
        return shown(plan, options, Optional.of(measured), List.of(since(start)));
    }

    /** ANALYZE of a statement that changes or locks rows, which runs it. */
    static WriteResult write(
            WrittenPlan plan,
            ExplainOptions options,
            EvaluationContext context,
            Function<ExecutionListener, WriteResult> run) {
        Measurements measured = new Measurements();
        long start = System.nanoTime();
        WriteResult result = run.apply(measured);
        String count = "Rows Changed: " + result.count();
        if (result.rows().isPresent()) {
            try (RowCursor rows = result.rows().get()) {
                count = "Rows Returned: " + drain(rows, context);
            }
        }
        return new WriteResult(
                0, Optional.of(shown(plan, options, Optional.of(measured), List.of(count, since(start)))));
    }

    private static long drain(RowCursor rows, EvaluationContext context) {
        long count = 0;
        while (rows.next()) {
            count++;
            context.scope().check();
        }
        return count;
    }

    private static String since(long nanoTime) {
        return String.format(Locale.ROOT, "Execution Time: %.3f ms", (System.nanoTime() - nanoTime) / 1e6);
    }

    /** @param figures of the whole, for the text */
    private static RowCursor shown(
            EnginePlan plan, ExplainOptions options, Optional<Measurements> measured, List<String> figures) {
        List<String> lines = new ArrayList<>();
        if (options.json()) {
            lines.add(
                    switch (plan) {
                        case QueryPlan query -> PlanJson.text(query.plan(), measured);
                        case WrittenPlan written -> PlanJson.text(outline(written), measured);
                        case ExplainedPlan explained -> throw twice();
                    });
        } else {
            lines.addAll(
                    switch (plan) {
                        case QueryPlan query -> PlanText.lines(query.plan(), options.verbose(), measured);
                        case WrittenPlan written -> PlanText.lines(outline(written), options.verbose(), measured);
                        case ExplainedPlan explained -> throw twice();
                    });
            lines.addAll(figures);
        }
        return new RowsCursor(new Lines(lines.iterator()), List.of(type(options)), () -> {});
    }

    private static WriteOutline outline(WrittenPlan plan) {
        return switch (plan) {
            case ChangePlan change -> WriteOutline.of(change.plan());
            case LockingPlan locking -> WriteOutline.of(locking.plan());
            case PartsPlan parts -> WriteOutline.of(parts.plan());
        };
    }

    private static IllegalStateException twice() {
        return new IllegalStateException("an EXPLAIN is not explained");
    }

    private record Lines(Iterator<String> lines) implements Rows {
        @Override
        public @Nullable Object @Nullable [] next() {
            return lines.hasNext() ? new @Nullable Object[] {lines.next()} : null;
        }

        @Override
        public void close() {
            // Lines are in memory.
        }
    }
}
