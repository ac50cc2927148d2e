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
import io.federator.engine.parser.ast.Query;
import io.federator.engine.parser.ast.Statement;
import io.federator.engine.plan.ResultColumn;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.RowCursor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** EXPLAIN: shows the plan of a query, and with ANALYZE runs it and shows what was measured. */
record Explained(Executor executor) {
    /** The options when the statement is an EXPLAIN. */
    static Optional<ExplainOptions> options(Statement statement) {
        return statement instanceof Statement.Explain explain
                ? Optional.of(ExplainOptions.of(explain.options()))
                : Optional.empty();
    }

    /** The query that is run or explained. */
    static Query query(Statement statement) {
        return QueryPipeline.requireQuery(
                statement instanceof Statement.Explain explain ? explain.statement() : statement);
    }

    static List<ResultColumn> columns(ExplainOptions options) {
        return List.of(new ResultColumn("QUERY PLAN", type(options), 0, 0));
    }

    private static SqlType type(ExplainOptions options) {
        return options.json() ? SqlType.JSON : SqlType.TEXT;
    }

    RowCursor run(QueryPlan plan, ExplainOptions options, EvaluationContext context) {
        Optional<Measurements> measured = options.analyze() ? Optional.of(new Measurements()) : Optional.empty();
        long start = System.nanoTime();
        measured.ifPresent(m -> drain(plan, context, m));
        double milliseconds = (System.nanoTime() - start) / 1e6;
        List<String> lines;
        if (options.json()) {
            lines = List.of(PlanJson.text(plan.plan(), measured));
        } else {
            lines = new ArrayList<>(PlanText.lines(plan.plan(), options.verbose(), measured));
            if (measured.isPresent()) {
                lines.add(String.format(Locale.ROOT, "Execution Time: %.3f ms", milliseconds));
            }
        }
        return new RowsCursor(new Lines(lines.iterator()), List.of(type(options)), () -> {});
    }

    private void drain(QueryPlan plan, EvaluationContext context, ExecutionListener listener) {
        try (RowCursor rows = executor.execute(plan.plan(), context, listener)) {
            while (rows.next()) {
                context.scope().check();
            }
        } catch (ArgumentRefused e) {
            throw e.error();
        }
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
