package io.federator.engine;

import io.federator.config.FederatorConfig;
import io.federator.config.Problem;
import io.federator.engine.binder.Binder;
import io.federator.engine.catalog.FederatedCatalog;
import io.federator.engine.catalog.LogicalCatalog;
import io.federator.engine.check.CatalogCheck;
import io.federator.engine.check.OverlapSearch;
import io.federator.engine.collation.TextOrder;
import io.federator.engine.context.EvaluationContext;
import io.federator.engine.context.SystemNames;
import io.federator.engine.evaluator.ExpressionCompiler;
import io.federator.engine.executor.Executor;
import io.federator.engine.function.FunctionCatalog;
import io.federator.engine.parser.ParsedStatement;
import io.federator.engine.parser.SqlParser;
import io.federator.engine.pipeline.QueryEngine;
import io.federator.engine.pipeline.QueryPipeline;
import io.federator.engine.planner.PlannerContext;
import io.federator.engine.rel.PgTypeFactory;
import io.federator.engine.statistics.EngineStatistics;
import io.federator.engine.system.SystemCatalog;
import io.federator.engine.system.SystemFacts;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.residual.ResidualEngine;
import io.federator.spi.source.Source;
import io.federator.spi.transaction.DistributedTransaction;
import io.federator.spi.value.RowCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The engine wired together: everything between SQL text and rows. One a process; safe for any thread. */
public final class Engine {
    private final FederatorConfig config;
    private final Map<String, Source> sources;
    private final FunctionCatalog functions;
    private final FragmentPredicates predicates;
    private final FederatedCatalog catalog;
    private final SystemCatalog system;
    private final QueryPipeline pipeline;

    private Engine(
            FederatorConfig config,
            Map<String, Source> sources,
            Optional<ResidualEngine> residual,
            SystemFacts facts,
            Supplier<DistributedTransaction> transactions) {
        this.config = config;
        this.sources = Map.copyOf(sources);
        this.functions = FunctionCatalog.postgresql();
        Binder binder = new Binder(
                functions, new PgTypeFactory(), order(config.gateway().collation()));
        this.predicates = new FragmentPredicates(binder);
        SystemCatalog[] made = new SystemCatalog[1];
        this.catalog = new FederatedCatalog(
                config,
                sources,
                text -> binder.bindType(SqlParser.parseTypeName(text)),
                logical -> made[0] = SystemCatalog.of(logical, facts, this::statistics));
        this.system = made[0];
        PlannerContext planning = new PlannerContext(name -> source(name).dialect(), residual, predicates::of);
        Executor executor =
                new Executor(sources, residual, functions, config.residual().memoryLimit());
        this.pipeline = new QueryPipeline(
                catalog, binder, planning, executor, new ExpressionCompiler(functions), sources, transactions);
    }

    /**
     * @param sources by name, opened but not necessarily reachable
     * @param facts what the system catalogs show beyond the logical schema
     * @param transactions begins what commits several sources together
     */
    public static Engine open(
            FederatorConfig config,
            Map<String, Source> sources,
            Optional<ResidualEngine> residual,
            SystemFacts facts,
            Supplier<DistributedTransaction> transactions) {
        return new Engine(config, sources, residual, facts, transactions);
    }

    private EngineStatistics statistics() {
        return pipeline;
    }

    public QueryEngine queries() {
        return pipeline;
    }

    public LogicalCatalog catalog() {
        return catalog;
    }

    public SystemNames names() {
        return system.names();
    }

    /** Does what the first queries would have to wait for; blocks as long as the sources take to answer. */
    public void warmUp() {
        new WarmUp(
                        pipeline,
                        catalog,
                        new DefaultContext(system.names(), config.gateway().database()))
                .run();
    }

    /**
     * Reads anew what is known of the sources' tables; blocks.
     *
     * @return the tables that turned out to have changed
     */
    public List<String> refresh() {
        return catalog.refresh();
    }

    /** Verifies the catalog file against the sources; blocks. */
    public List<Problem> check() {
        EvaluationContext context =
                new DefaultContext(system.names(), config.gateway().database());
        return new CatalogCheck(
                        config,
                        sources,
                        catalog,
                        predicates::of,
                        new OverlapSearch(new ExpressionCompiler(functions), context))
                .run();
    }

    /** The plan of a query as EXPLAIN shows it, a line each. */
    public List<String> explain(String sql) {
        EvaluationContext context =
                new DefaultContext(system.names(), config.gateway().database());
        List<String> lines = new ArrayList<>();
        for (ParsedStatement statement : SqlParser.parseScript("explain " + sql)) {
            try (RowCursor rows = pipeline.execute(pipeline.prepare(statement, List.of(), context), context)) {
                while (rows.next()) {
                    lines.add(String.valueOf(rows.get(0)));
                }
            }
        }
        return lines;
    }

    /** @throws SqlException 42704 when ICU has no such locale */
    private static TextOrder order(String collation) {
        return TextOrder.named(collation)
                .orElseThrow(() -> new SqlException(
                        SqlState.UNDEFINED_OBJECT,
                        "collation \"" + collation + "\" for encoding \"UTF8\" does not exist"));
    }

    private Source source(String name) {
        Source source = sources.get(name);
        if (source == null) {
            throw new IllegalStateException("no source \"" + name + "\"");
        }
        return source;
    }
}
