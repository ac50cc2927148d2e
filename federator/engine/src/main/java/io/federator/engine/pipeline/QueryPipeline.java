package io.federator.engine.pipeline;

import io.federator.engine.binder.Binder;
import io.federator.engine.binder.BoundQuery;
import io.federator.engine.catalog.LogicalCatalog;
import io.federator.engine.context.EvaluationContext;
import io.federator.engine.executor.ExecutionListener;
import io.federator.engine.executor.Executor;
import io.federator.engine.explain.ExplainOptions;
import io.federator.engine.parser.ParsedStatement;
import io.federator.engine.parser.ast.Query;
import io.federator.engine.parser.ast.Statement;
import io.federator.engine.plan.FederatedPlan;
import io.federator.engine.plan.ResultColumn;
import io.federator.engine.planner.Planner;
import io.federator.engine.planner.PlannerContext;
import io.federator.engine.planner.PlannerSettings;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.RowCursor;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A query's way through the engine. {@link #plan} is the straight line: parsed statement, bound query, federated plan;
 * {@link #execute} makes the plan a stream of rows.
 */
public final class QueryPipeline implements QueryEngine {
    private final LogicalCatalog catalog;
    private final Binder binder;
    private final PlannerContext planning;
    private final Executor executor;
    private final PlanCache cache = new PlanCache();

    public QueryPipeline(LogicalCatalog catalog, Binder binder, PlannerContext planning, Executor executor) {
        this.catalog = catalog;
        this.binder = binder;
        this.planning = planning;
        this.executor = executor;
    }

    @Override
    public PreparedQuery prepare(ParsedStatement statement, List<SqlType> declared, EvaluationContext context) {
        PlannerSettings settings = SessionPlanning.settings(context);
        PlanKey key = new PlanKey(
                statement.text(), declared, context.searchPath(), context.format(), settings, catalog.version());
        Optional<PreparedQuery> known = cache.find(key);
        if (known.isPresent()) {
            return known.get();
        }
        PreparedQuery fresh = plan(statement, declared, context, settings);
        if (isRepeatable(fresh)) {
            cache.keep(key, fresh);
        }
        return fresh;
    }

    private PreparedQuery plan(
            ParsedStatement statement, List<SqlType> declared, EvaluationContext context, PlannerSettings settings) {
        Optional<ExplainOptions> explain = Explained.options(statement.statement());
        Query query = Explained.query(statement.statement());
        BoundQuery bound = binder.bind(query, catalog, context, declared);
        FederatedPlan plan = Planner.plan(bound.rel(), settings, planning);
        List<ResultColumn> columns = explain.map(Explained::columns).orElse(bound.columns());
        return new PreparedQuery(
                bound.parameters(), columns, catalog.version(), new QueryPlan(bound, plan, settings, explain));
    }

    /** Whether the plan means the same at another time: nothing in it was folded under the clock of its making. */
    private static boolean isRepeatable(PreparedQuery query) {
        return !((QueryPlan) query.plan()).bound().readsClock();
    }

    @Override
    public RowCursor execute(PreparedQuery query, EvaluationContext context) {
        QueryPlan plan = (QueryPlan) query.plan();
        if (plan.explain().isPresent()) {
            return new Explained(executor).run(plan, plan.explain().get(), context);
        }
        return run(plan, context);
    }

    /** Runs the plan; when a source turns out to be down, plans around it as long as there are copies elsewhere. */
    private RowCursor run(QueryPlan prepared, EvaluationContext context) {
        FederatedPlan plan = prepared.plan();
        Set<String> down = new HashSet<>(prepared.settings().unavailable());
        while (true) {
            try {
                return executor.execute(plan, context, ExecutionListener.NONE);
            } catch (SqlException e) {
                if (e.state() != SqlState.CONNECTION_FAILURE || e.source() == null || !down.add(e.source())) {
                    throw e;
                }
                plan = Planner.plan(prepared.bound().rel(), prepared.settings().without(down), planning);
                if (plan.sources().contains(e.source())) {
                    throw e;
                }
            }
        }
    }

    /** The statement of an EXPLAIN must be a query, as any other the engine runs. */
    static Query requireQuery(Statement statement) {
        if (statement instanceof Statement.Select select) {
            return select.query();
        }
        throw new SqlException(SqlState.FEATURE_NOT_SUPPORTED, "only queries can be planned").at(statement.position());
    }
}
