package io.federator.engine.executor.local;

import io.federator.engine.catalog.GivenTable;
import io.federator.engine.catalog.SystemTable;
import io.federator.engine.catalog.TableHandle;
import io.federator.engine.evaluator.Expression;
import io.federator.engine.evaluator.ExpressionCompiler;
import io.federator.engine.evaluator.Frame;
import io.federator.engine.function.FunctionCatalog;
import io.federator.engine.plan.PlanNode.InputTable;
import io.federator.engine.rel.CommonRows;
import io.federator.engine.rel.PgTypeFactory;
import io.federator.engine.rel.RecursiveScan;
import io.federator.engine.rel.RecursiveUnion;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Relational trees to local operators. One class an operator; this one says which and wires their inputs. Safe for any thread.
 */
public final class LocalCompiler {
    private final FunctionCatalog functions;
    private final ExpressionCompiler expressions;

    public LocalCompiler(FunctionCatalog functions) {
        this.functions = functions;
        this.expressions = new ExpressionCompiler(functions);
    }

    public Operator compile(RelNode rel) {
        return compile(rel, false);
    }

    /** @param again whether the operator is opened more than once, below a correlated join or in a recursive query */
    Operator compile(RelNode rel, boolean again) {
        return again && !(rel instanceof TableScan) && isFixed(rel) ? kept(compile(rel, false)) : operator(rel, again);
    }

    /** The rows that all places of the query share. */
    private Operator common(CommonRows common, boolean again) {
        RelNode input = common.getInput();
        return CommonRows.isIndependent(input)
                ? kept(compile(input, false), new Common(common.id()))
                : compile(input, again);
    }

    /** Under this owner a run keeps the rows of a query of WITH. */
    private record Common(int id) {}

    private static Operator kept(Operator once) {
        return kept(once, new Object());
    }

    private static Operator kept(Operator once, Object owner) {
        return run -> new ListRows(run.kept(owner, () -> once.open(run)));
    }

    private Operator operator(RelNode rel, boolean again) {
        return switch (rel) {
            case TableScan scan -> scan(scan, again);
            case Values values -> values(values);
            case Filter filter -> filter(filter, again);
            case Project project
            when RexOver.containsOver(project.getProjects(), null) ->
                WindowOperator.of(project, compile(project.getInput(), again), functions, expressions);
            case Project project -> project(project, again);
            case Join join ->
                JoinOperator.of(
                        join, compile(join.getLeft(), again), compile(join.getRight(), again), functions, expressions);
            case Correlate correlate ->
                CorrelateOperator.of(
                        correlate,
                        compile(correlate.getLeft(), again),
                        correlated(
                                correlate.getRight(), !correlate.getJoinType().projectsRight()));
            case Aggregate aggregate ->
                AggregateOperator.of(aggregate, compile(aggregate.getInput(), again), functions);
            case Sort sort -> SortOperator.of(sort, compile(sort.getInput(), again), functions, expressions);
            case SetOp set -> SetOperator.of(set, inputs(set, again), functions);
            case RecursiveUnion union ->
                RecursiveOperator.of(
                        union, compile(union.getLeft(), again), compile(union.getRight(), true), functions);
            case CommonRows common -> common(common, again);
            case RecursiveScan round ->
                run -> new ListRows(run.kept(new RecursiveOperator.Round(round.id()), () -> new ListRows(List.of())));
            case TableFunctionScan call -> TableFunctionOperator.of(call, functions, expressions);
            default -> throw new IllegalArgumentException("no local operator for " + rel.getRelTypeName());
        };
    }

    private Operator correlated(RelNode right, boolean firstOnly) {
        Operator operator = compile(right, true);
        return isRepeatable(right) && !isFixed(right) ? Memoize.of(right, operator, firstOnly) : operator;
    }

    /** Whether a tree gives the same rows each time: it reads nothing of an outer row or a round of a recursive query. */
    private static boolean isFixed(RelNode rel) {
        return CommonRows.isIndependent(rel) && isRepeatable(rel);
    }

    private static boolean isRepeatable(RelNode rel) {
        if (rel instanceof CommonRows && CommonRows.isIndependent(rel)) {
            return true;
        }
        boolean[] repeatable = {true};
        rel.accept(new RexShuttle() {
            @Override
            public RexNode visitCall(RexCall call) {
                repeatable[0] &= call.getOperator().isDeterministic();
                return super.visitCall(call);
            }
        });
        return repeatable[0] && rel.getInputs().stream().allMatch(LocalCompiler::isRepeatable);
    }

    /** The types of a tree's rows. */
    public static List<SqlType> types(RelNode rel) {
        List<SqlType> types = new ArrayList<>();
        rel.getRowType().getFieldList().forEach(field -> types.add(PgTypeFactory.sqlType(field.getType())));
        return types;
    }

    static SqlType type(RexNode node) {
        return PgTypeFactory.sqlType(node.getType());
    }

    private List<Operator> inputs(RelNode rel, boolean again) {
        return rel.getInputs().stream().map(input -> compile(input, again)).toList();
    }

    private static Operator scan(TableScan scan, boolean again) {
        Object payload = TableHandle.payload(scan);
        if (payload instanceof InputTable input) {
            return again
                    ? run -> new ListRows(run.kept(input, () -> new CursorRows(run.input(input.input()))))
                    : run -> new CursorRows(run.input(input.input()));
        }
        if (payload instanceof GivenTable given) {
            return run -> new ListRows(run.given(given.part()));
        }
        if (payload instanceof SystemTable table) {
            return run -> new ListRows(table.rows().apply(run.context()));
        }
        throw new IllegalArgumentException("not a scan of an input or a system table: " + payload);
    }

    private Operator values(Values values) {
        List<List<Expression>> rows =
                values.getTuples().stream().map(expressions::compile).toList();
        return run -> {
            Frame frame = run.frame();
            List<@Nullable Object[]> made = new ArrayList<>();
            rows.forEach(row -> made.add(evaluate(row, frame)));
            return new ListRows(made);
        };
    }

    private Operator filter(Filter filter, boolean again) {
        if (again && isFixed(filter.getInput())) {
            Optional<Operator> lookUp =
                    CorrelatedFilter.of(filter, compile(filter.getInput(), false), functions, expressions);
            if (lookUp.isPresent()) {
                return lookUp.get();
            }
        }
        Operator input = compile(filter.getInput(), again);
        Expression condition = expressions.compile(ConjunctOrder.condition(filter));
        return run -> new FilterRows(input.open(run), condition, run);
    }

    private Operator project(Project project, boolean again) {
        Operator input = compile(project.getInput(), again);
        List<RexNode> nodes = project.getProjects();
        List<Expression> items = expressions.compile(nodes);
        return run -> new ProjectRows(input.open(run), items, run.frame());
    }

    static @Nullable Object[] evaluate(List<Expression> expressions, Frame frame) {
        @Nullable Object[] row = new @Nullable Object[expressions.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = expressions.get(i).evaluate(frame);
        }
        return row;
    }

    private static final class FilterRows implements Rows {
        private final Rows input;
        private final Expression condition;
        private final Run run;
        private final Frame frame;

        FilterRows(Rows input, Expression condition, Run run) {
            this.input = input;
            this.condition = condition;
            this.run = run;
            this.frame = run.frame();
        }

        @Override
        public @Nullable Object @Nullable [] next() {
            for (@Nullable Object[] row = input.next(); row != null; row = input.next()) {
                run.check();
                frame.row = row;
                if (condition.test(frame)) {
                    return row;
                }
            }
            return null;
        }

        @Override
        public void close() {
            input.close();
        }
    }

    private record ProjectRows(Rows input, List<Expression> items, Frame frame) implements Rows {
        @Override
        public @Nullable Object @Nullable [] next() {
            @Nullable Object[] row = input.next();
            if (row == null) {
                return null;
            }
            frame.row = row;
            return evaluate(items, frame);
        }

        @Override
        public void close() {
            input.close();
        }
    }
}
