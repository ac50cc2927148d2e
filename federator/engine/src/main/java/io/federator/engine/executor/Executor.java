package io.federator.engine.executor;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.evaluator.ExpressionCompiler;
import io.federator.engine.evaluator.Frame;
import io.federator.engine.executor.local.LocalCompiler;
import io.federator.engine.executor.local.MemoryBudget;
import io.federator.engine.executor.local.RowsCursor;
import io.federator.engine.executor.local.Run;
import io.federator.engine.function.FunctionCatalog;
import io.federator.engine.plan.FederatedPlan;
import io.federator.engine.plan.PlanNode;
import io.federator.engine.plan.PlanNode.Leaf;
import io.federator.engine.plan.PlanNode.NamedInput;
import io.federator.engine.rel.PgTypeFactory;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.residual.ResidualEngine;
import io.federator.spi.residual.ResidualStatement;
import io.federator.spi.source.LeafStatement;
import io.federator.spi.source.LeafStatement.Argument;
import io.federator.spi.source.Source;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.RowCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * Opens a plan as one stream of rows. Leaves of a plan with several are started at once when connections allow, so that the sources
 * work at the same time. Safe for any thread; blocks.
 */
public final class Executor {
    private final Map<String, Source> sources;
    private final Optional<ResidualEngine> residual;
    private final ExpressionCompiler expressions;
    private final LocalCompiler local;
    private final ConnectionPermits permits;
    private final long memoryLimit;

    /** @param memoryLimit bytes of rows that one query may keep in the gateway's own operators */
    public Executor(
            Map<String, Source> sources,
            Optional<ResidualEngine> residual,
            FunctionCatalog functions,
            long memoryLimit) {
        this.sources = Map.copyOf(sources);
        this.residual = residual;
        this.expressions = new ExpressionCompiler(functions);
        this.local = new LocalCompiler(functions);
        this.permits = new ConnectionPermits(sources);
        this.memoryLimit = memoryLimit;
    }

    /** Bytes of rows that one query may keep in the gateway. */
    public long memoryLimit() {
        return memoryLimit;
    }

    /**
     * Starts the plan. The cursor owns all that was opened.
     *
     * @throws ArgumentRefused before anything is started
     */
    public RowCursor execute(FederatedPlan plan, EvaluationContext context, ExecutionListener listener) {
        return execute(plan, context, listener, GivenRows.NONE);
    }

    /** The same with rows that need not be read from the sources. */
    public RowCursor execute(
            FederatedPlan plan, EvaluationContext context, ExecutionListener listener, GivenRows given) {
        check(plan, context);
        Execution execution = new Execution(context, listener, given);
        if (plan.root() instanceof Leaf leaf) {
            return execution.open(leaf);
        }
        return execution.openAhead(plan.root());
    }

    /**
     * All rows of a leaf.
     *
     * @param given what is known of other parts of the statement
     * @param memory accounts for them
     * @throws ArgumentRefused as {@link #execute}
     */
    public List<@Nullable Object[]> read(
            Leaf leaf, EvaluationContext context, ExecutionListener listener, GivenRows given, MemoryBudget memory) {
        checkArguments(leaf, context);
        List<@Nullable Object[]> rows = new ArrayList<>();
        try (RowCursor cursor = new Execution(context, listener, given).open(leaf)) {
            while (cursor.next()) {
                @Nullable Object[] row = new @Nullable Object[leaf.types().size()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = cursor.get(i);
                }
                memory.keep(row);
                rows.add(row);
                context.scope().check();
            }
        }
        return rows;
    }

    /** @throws ArgumentRefused where {@link #execute} would, before it starts anything */
    public void check(FederatedPlan plan, EvaluationContext context) {
        leaves(plan.root()).forEach(leaf -> checkArguments(leaf, context));
    }

    private void checkArguments(Leaf leaf, EvaluationContext context) {
        Source source = sources.get(leaf.source());
        if (source == null) {
            return;
        }
        Frame frame = Frame.of(context);
        for (RexNode node : leaf.arguments()) {
            SqlType type = PgTypeFactory.sqlType(node.getType());
            if (!isBounded(type) && !(node instanceof RexCall)) {
                continue;
            }
            Object value;
            try {
                value = expressions.compile(node).evaluate(frame);
            } catch (SqlException e) {
                // It fails only if a row asks for it, which is seen where the rows are.
                throw new ArgumentRefused(leaf.source(), e);
            }
            if (value != null && !source.dialect().holds(type, value)) {
                throw new ArgumentRefused(leaf.source());
            }
        }
    }

    /** Whether databases differ in the values that they have of the type. */
    private static boolean isBounded(SqlType type) {
        return switch (type.kind()) {
            case NUMERIC, FLOAT4, FLOAT8, DATE, TIMESTAMP, TIMESTAMPTZ -> true;
            default -> false;
        };
    }

    /** One execution of one plan. */
    private final class Execution {
        private final EvaluationContext context;
        private final ExecutionListener listener;
        private final GivenRows given;
        private LeavesAhead ahead = LeavesAhead.NONE;
        private SharedRows shared = SharedRows.NONE;

        Execution(EvaluationContext context, ExecutionListener listener, GivenRows given) {
            this.context = context;
            this.listener = listener;
            this.given = given;
        }

        /** Starts the leaves on threads of their own, then opens the root. */
        RowCursor openAhead(PlanNode root) {
            List<Leaf> unread = leaves(root).stream()
                    .filter(leaf -> given.read(leaf).isEmpty())
                    .toList();
            if (context.reading().sharesConnections()) {
                ahead = LeavesAhead.startAlone(unread, this::query);
            } else {
                shared = SharedRows.of(unread);
                ahead = LeavesAhead.start(unread, permits, this::query);
            }
            if (!ahead.hasAll()) {
                shared = SharedRows.NONE;
            }
            try {
                return new OwningCursor(open(root), ahead);
            } catch (RuntimeException | Error e) {
                ahead.close();
                throw e;
            }
        }

        RowCursor open(PlanNode node) {
            return switch (node) {
                case Leaf leaf -> ahead.take(leaf).orElseGet(() -> query(leaf));
                case PlanNode.Concatenation concatenation ->
                    new ConcatenatedCursor(concatenation.types(), concatenation.inputs(), this::open);
                case PlanNode.Residual statement -> residual(statement);
                case PlanNode.Local tree -> local(tree);
            };
        }

        private RowCursor query(Leaf leaf) {
            SharedRows rows = shared;
            try {
                return rows.share(leaf, opened(leaf, rows));
            } finally {
                rows.forgo(leaf);
            }
        }

        private RowCursor opened(Leaf leaf, SharedRows shared) {
            Optional<List<@Nullable Object[]>> read = given.read(leaf);
            if (read.isPresent()) {
                return RowsCursor.of(read.get(), leaf.types());
            }
            Optional<List<Object>> values = NarrowAtRun.values(leaf, sources, given);
            if (values.filter(List::isEmpty).isPresent() || PruneAtRun.contradicts(leaf, context)) {
                return skipped(leaf);
            }
            Source source = sources.get(leaf.source());
            if (source == null) {
                throw new SqlException(
                        SqlState.INTERNAL_ERROR, "the plan reads source \"" + leaf.source() + "\", which is gone");
            }
            if (values.isPresent()) {
                return opened(leaf, source, NarrowAtRun.statement(leaf, values.get(), this::argument));
            }
            Map<Integer, List<Object>> reduced = shared.keys(leaf, source);
            if (reduced.values().stream().anyMatch(List::isEmpty)) {
                return skipped(leaf);
            }
            Optional<RowCursor> known = reduced.isEmpty() ? shared.known(leaf) : Optional.empty();
            if (known.isPresent()) {
                return listener.opened(leaf, known::get);
            }
            return opened(
                    leaf,
                    source,
                    reduced(leaf, reduced).orElseGet(() -> statement(leaf, leaf.sql(), leaf.arguments())));
        }

        private Optional<LeafStatement> reduced(Leaf leaf, Map<Integer, List<Object>> keys) {
            if (keys.isEmpty()) {
                return Optional.empty();
            }
            return leaf.reduction().flatMap(r -> r.statements().of(keys)).map(statement -> {
                listener.reduced(
                        leaf, keys.values().stream().mapToInt(List::size).sum());
                return statement(leaf, statement.sql(), statement.arguments());
            });
        }

        private LeafStatement statement(Leaf leaf, String sql, List<RexNode> arguments) {
            return new LeafStatement(sql, leaf.types(), arguments(arguments), LeafStatement.DEFAULT_FETCH_SIZE);
        }

        private RowCursor opened(Leaf leaf, Source source, LeafStatement statement) {
            return listener.opened(leaf, () -> context.reading().query(source, statement, context.scope()));
        }

        private RowCursor skipped(Leaf leaf) {
            listener.skipped(leaf);
            return new ConcatenatedCursor(leaf.types(), List.of(), this::open);
        }

        private RowCursor residual(PlanNode.Residual node) {
            ResidualEngine engine = residual.orElseThrow(() ->
                    new SqlException(SqlState.INTERNAL_ERROR, "the plan needs a residual engine and there is none"));
            List<ResidualStatement.Input> inputs = new ArrayList<>();
            for (NamedInput input : node.inputs()) {
                inputs.add(new ResidualStatement.Input(
                        input.name(), input.columns(), input.rows().types(), () -> open(input.rows())));
            }
            ResidualStatement statement =
                    new ResidualStatement(node.sql(), inputs, node.types(), arguments(node.arguments()));
            return listener.opened(node, () -> engine.execute(statement, context.scope()));
        }

        private RowCursor local(PlanNode.Local node) {
            OpenInputs inputs = new OpenInputs();
            Run run = new Run(
                    context,
                    input -> inputs.add(open(node.inputs().get(input))),
                    new MemoryBudget(memoryLimit),
                    given::of);
            try {
                return listener.opened(
                        node, () -> new RowsCursor(local.compile(node.tree()).open(run), node.types(), inputs::close));
            } catch (RuntimeException | Error e) {
                inputs.close();
                throw e;
            }
        }

        private List<Argument> arguments(List<RexNode> nodes) {
            List<Argument> arguments = new ArrayList<>();
            nodes.forEach(node -> arguments.add(argument(node)));
            return arguments;
        }

        private Argument argument(RexNode node) {
            return new Argument(
                    PgTypeFactory.sqlType(node.getType()),
                    expressions.compile(node).evaluate(Frame.of(context)));
        }
    }

    private static List<Leaf> leaves(PlanNode node) {
        List<Leaf> leaves = new ArrayList<>();
        if (node instanceof Leaf leaf) {
            leaves.add(leaf);
        }
        node.children().forEach(child -> leaves.addAll(leaves(child)));
        return leaves;
    }
}
