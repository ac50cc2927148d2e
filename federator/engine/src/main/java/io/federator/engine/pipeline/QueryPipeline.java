package io.federator.engine.pipeline;

import io.federator.engine.binder.Binder;
import io.federator.engine.binder.BoundQuery;
import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.catalog.LogicalCatalog;
import io.federator.engine.context.EvaluationContext;
import io.federator.engine.context.SourceWriting;
import io.federator.engine.evaluator.ExpressionCompiler;
import io.federator.engine.executor.ArgumentRefused;
import io.federator.engine.executor.ExecutionListener;
import io.federator.engine.executor.Executor;
import io.federator.engine.explain.ExplainOptions;
import io.federator.engine.folding.PlanningErrors;
import io.federator.engine.parser.ParsedStatement;
import io.federator.engine.parser.StatementText;
import io.federator.engine.parser.ast.Query;
import io.federator.engine.parser.ast.Statement;
import io.federator.engine.parser.ast.WriteStatement;
import io.federator.engine.plan.FederatedPlan;
import io.federator.engine.plan.PlanNode;
import io.federator.engine.planner.Planner;
import io.federator.engine.planner.PlannerContext;
import io.federator.engine.planner.PlannerSettings;
import io.federator.engine.statistics.CachedPlan;
import io.federator.engine.statistics.EngineStatistics;
import io.federator.engine.statistics.StatementCounts;
import io.federator.engine.statistics.StatementStatistics;
import io.federator.engine.transaction.SerialOrder;
import io.federator.engine.transaction.SourceTransaction;
import io.federator.engine.transaction.Span;
import io.federator.engine.writer.LoadInput;
import io.federator.engine.writer.WriteExecutor;
import io.federator.engine.writer.WriteResult;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.Source;
import io.federator.spi.source.TransactionMode;
import io.federator.spi.transaction.DistributedTransaction;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.RowCursor;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A query's way through the engine. {@link #plan} is the straight line: parsed statement, bound query, federated plan;
 * {@link #execute} makes the plan a stream of rows.
 */
public final class QueryPipeline implements QueryEngine, EngineStatistics {
    private static final Logger LOG = LoggerFactory.getLogger(QueryPipeline.class);

    private final LogicalCatalog catalog;
    private final Binder binder;
    private final PlannerContext planning;
    private final Executor executor;
    private final ExpressionCompiler compiler;
    private final WritePlanning writing;
    private final WriteRuns runs;
    private final Map<String, Source> sources;
    private final Supplier<DistributedTransaction> transactions;
    private final SerialOrder order = new SerialOrder();
    private final Outages outages;
    private final PlanCache cache = new PlanCache();
    private final StatementCounts counts = new StatementCounts();

    /**
     * @param sources by name
     * @param transactions begins what commits several sources together
     */
    public QueryPipeline(
            LogicalCatalog catalog,
            Binder binder,
            PlannerContext planning,
            Executor executor,
            ExpressionCompiler compiler,
            Map<String, Source> sources,
            Supplier<DistributedTransaction> transactions) {
        this.catalog = catalog;
        this.binder = binder;
        this.planning = planning;
        this.executor = executor;
        this.compiler = compiler;
        this.writing = new WritePlanning(planning);
        this.runs =
                new WriteRuns(new WriteExecutor(executor, compiler, sources, planning.predicates()), executor, counts);
        this.sources = Map.copyOf(sources);
        this.outages = new Outages(sources);
        this.transactions = transactions;
    }

    @Override
    public PreparedQuery prepare(ParsedStatement statement, List<SqlType> declared, EvaluationContext context) {
        PlannerSettings settings = SessionPlanning.settings(context);
        PlanKey key = new PlanKey(
                readingOf(statement, context),
                declared,
                context.searchPath(),
                context.format(),
                settings,
                catalog.version());
        Optional<PreparedQuery> known = cache.find(key, context.statementTimestamp());
        if (known.isPresent()) {
            return known.get();
        }
        long start = System.nanoTime();
        String text = StatementText.withoutConstants(statement.text(), hasStandardStrings(context));
        PreparedQuery fresh = plan(statement.statement(), text, declared, context, settings, key.catalogVersion());
        if (isRepeatable(fresh)) {
            cache.keep(key, fresh, context.statementTimestamp(), (System.nanoTime() - start) / 1e6);
        }
        return fresh;
    }

    /** The text, and what else decides on what it says. */
    private static String readingOf(ParsedStatement statement, EvaluationContext context) {
        return hasStandardStrings(context) ? statement.text() : "backslashes escape: " + statement.text();
    }

    private static boolean hasStandardStrings(EvaluationContext context) {
        return context.setting("standard_conforming_strings").orElse("on").equals("on");
    }

    private PreparedQuery plan(
            Statement statement,
            String text,
            List<SqlType> declared,
            EvaluationContext context,
            PlannerSettings settings,
            long version) {
        return switch (statement) {
            case WriteStatement write ->
                writing.plan(binder.bind(write, catalog, context, declared), text, settings, version);
            case Statement.Copy copy -> writing.plan(binder.bind(copy, catalog, context), text, settings, version);
            case Statement.Select select
            when !select.query().locking().isEmpty() ->
                writing.plan(binder.bindLocking(select.query(), catalog, context, declared), text, settings, version);
            case Statement.Explain explain -> {
                ExplainOptions options = ExplainOptions.of(explain.options());
                yield Explained.of(plan(explain.statement(), text, declared, context, settings, version), options);
            }
            default -> query(statement, text, declared, context, settings, version);
        };
    }

    private PreparedQuery query(
            Statement statement,
            String text,
            List<SqlType> declared,
            EvaluationContext context,
            PlannerSettings settings,
            long catalogVersion) {
        BoundQuery bound = binder.bind(requireQuery(statement), catalog, context, declared);
        if (!bound.parts().isEmpty()) {
            return writing.plan(bound, text, settings, catalogVersion);
        }
        Optional<SqlException> failure = bound.failure().or(() -> PlanningErrors.find(bound.rel(), compiler, context));
        FederatedPlan plan = Planner.plan(bound.rel(), settings, planning);
        return new PreparedQuery(
                bound.parameters(),
                bound.columns(),
                catalogVersion,
                new QueryPlan(text, bound, failure, plan, settings, new PlansAround()));
    }

    /** Whether the plan means the same at another time: nothing in it was folded under the clock of its making. */
    private static boolean isRepeatable(PreparedQuery query) {
        return !((EnginePlan) query.plan()).readsClock();
    }

    @Override
    public boolean isGeneric(PreparedQuery query) {
        return Relaying.isGeneric((EnginePlan) query.plan());
    }

    @Override
    public void check(PreparedQuery query) {
        EnginePlan planned = (EnginePlan) query.plan();
        if ((planned instanceof ExplainedPlan explained ? explained.of() : planned) instanceof QueryPlan plan) {
            plan.failure().ifPresent(failure -> {
                throw failure.at(failure.position());
            });
        }
    }

    @Override
    public Optional<RelayPlan> relay(PreparedQuery query) {
        return Relaying.of(query, sources);
    }

    @Override
    public void relayed(
            PreparedQuery query, RelayPlan.Statement to, String user, long startMicros, double millis, long rows) {
        EnginePlan plan = (EnginePlan) query.plan();
        boolean read = plan instanceof QueryPlan;
        counts.executed(
                user,
                plan.text(),
                startMicros,
                millis,
                rows,
                read ? Map.of(to.source().name(), rows) : Map.of());
    }

    @Override
    public SourceTransaction begin(TransactionMode mode, Span span) {
        return new SourceTransaction(mode, executor.memoryLimit(), transactions, span, order);
    }

    @Override
    public List<String> written(PreparedQuery query) {
        return ((EnginePlan) query.plan()).written();
    }

    @Override
    public boolean isWritten(PreparedQuery query) {
        return ((EnginePlan) query.plan()).isWritten();
    }

    @Override
    public List<LockedKey> locked(PreparedQuery query) {
        return query.plan() instanceof LockingPlan locking ? locking.keys() : List.of();
    }

    @Override
    public Optional<FederatedTable> target(PreparedQuery query) {
        return ((EnginePlan) query.plan()).target();
    }

    @Override
    public RowCursor execute(PreparedQuery query, EvaluationContext context) {
        check(query);
        if (query.plan() instanceof ExplainedPlan explained) {
            return new Explained(executor).read(explained, context);
        }
        if (!(query.plan() instanceof QueryPlan plan)) {
            throw new IllegalStateException("a statement that changes rows is written, not read");
        }
        if (context.backendPid() == 0) {
            // No client asked.
            return run(plan, context, ExecutionListener.NONE);
        }
        CountedExecution counted = new CountedExecution(counts, plan.text(), context);
        return counted.rows(run(plan, context, counted));
    }

    @Override
    public WriteResult write(PreparedQuery query, EvaluationContext context, SourceWriting writing) {
        return runs.run(query, context, writing);
    }

    @Override
    public long load(PreparedQuery query, LoadInput input, EvaluationContext context, SourceWriting writing) {
        return runs.load(query, input, context, writing);
    }

    @Override
    public void resetStatistics() {
        counts.reset();
    }

    @Override
    public List<CachedPlan> plans() {
        return cache.all();
    }

    @Override
    public List<StatementStatistics> statements() {
        return counts.all();
    }

    /**
     * Runs the plan, or one around sources that are down, as long as there are copies elsewhere. Where a source has no value for
     * an argument, or the residual engine none for what it computes, the gateway does that part itself.
     */
    private RowCursor run(QueryPlan query, EvaluationContext context, ExecutionListener listener) {
        Set<String> down = new HashSet<>(outages.among(query.plan().sources()));
        // What a transaction has seen of a source, no copy of its data elsewhere can go on with.
        down.removeIf(context.reading()::isEnlisted);
        PlannerSettings settings = query.settings();
        FederatedPlan plan = around(query, settings, down);
        while (true) {
            try {
                RowCursor rows = start(plan, context, listener);
                outages.reached(plan.sources());
                return rows;
            } catch (ArgumentRefused e) {
                settings = settings.withoutArguments(e.source());
                plan = around(query, settings, down);
            } catch (SqlException e) {
                String source = e.source();
                if (source == null && Failures.isBeyondEngine(e) && Failures.hasResidual(plan.root())) {
                    if (e.state() == SqlState.INTERNAL_ERROR) {
                        LOG.warn("event=residual-engine-failed message=\"{}\"", e.getMessage());
                    }
                    settings = settings.withoutEngine();
                    plan = around(query, settings, down);
                    continue;
                }
                if (source == null) {
                    throw e;
                }
                if (e.isOfData()
                        && Failures.hasResidual(plan.root())
                        && !context.reading().isEnlisted(source)) {
                    return withoutEngine(query, settings, down, context, listener, e);
                }
                if (e.state() != SqlState.CONNECTION_FAILURE) {
                    refreshIfStale(e, source);
                    throw e;
                }
                outages.began(source);
                if (!down.add(source) || context.reading().isEnlisted(source)) {
                    throw e;
                }
                plan = around(query, settings, down);
                if (plan.sources().contains(source)) {
                    throw e;
                }
            }
        }
    }

    private FederatedPlan around(QueryPlan query, PlannerSettings settings, Set<String> down) {
        if (!settings.equals(query.settings())) {
            return Planner.plan(query.bound().rel(), settings.without(down), planning);
        }
        if (down.isEmpty()) {
            return query.plan();
        }
        return query.around()
                .plan(
                        Set.copyOf(down),
                        without -> Planner.plan(
                                query.bound().rel(), query.settings().without(without), planning));
    }

    /** The residual engine reads all of its inputs; the gateway's operators do not read what would fail and is not needed. */
    private RowCursor withoutEngine(
            QueryPlan query,
            PlannerSettings settings,
            Set<String> down,
            EvaluationContext context,
            ExecutionListener listener,
            SqlException failure) {
        try {
            return start(around(query, settings.withoutEngine(), down), context, listener);
        } catch (SqlException e) {
            failure.addSuppressed(e);
            throw failure;
        }
    }

    private RowCursor start(FederatedPlan plan, EvaluationContext context, ExecutionListener listener) {
        RowCursor rows = executor.execute(plan, context, listener);
        // A source answers a leaf's statement when it is started; leaves below other nodes are started when rows are
        // asked for.
        return plan.sources().isEmpty() || plan.root() instanceof PlanNode.Leaf ? rows : FirstRow.fetched(rows);
    }

    /** A statement of ours that a source does not understand was made for tables that are no longer so. */
    private void refreshIfStale(SqlException error, String source) {
        if (Failures.isStale(error)) {
            catalog.refresh(source);
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
