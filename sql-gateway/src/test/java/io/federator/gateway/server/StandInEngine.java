package io.federator.gateway.server;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.context.SourceWriting;
import io.federator.engine.format.TextFormat;
import io.federator.engine.parser.ParsedStatement;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.FromItem;
import io.federator.engine.parser.ast.QueryBody;
import io.federator.engine.parser.ast.Statement;
import io.federator.engine.parser.ast.Target;
import io.federator.engine.pipeline.PreparedQuery;
import io.federator.engine.pipeline.QueryEngine;
import io.federator.engine.pipeline.RelayPlan;
import io.federator.engine.plan.ResultColumn;
import io.federator.engine.transaction.SerialOrder;
import io.federator.engine.transaction.SourceTransaction;
import io.federator.engine.transaction.Span;
import io.federator.engine.writer.LoadInput;
import io.federator.engine.writer.WriteResult;
import io.federator.gateway.format.WireTypes;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.TransactionMode;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import io.federator.spi.value.RowCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Just enough of an engine to drive sessions: literals, parameters, casts of them, {@code FROM generate_series(1, n)} with its
 * column {@code n}, division by zero, and {@code pg_sleep} that only a cancel ends.
 */
final class StandInEngine implements QueryEngine {
    final AtomicInteger openCursors = new AtomicInteger();
    final AtomicLong rowsProduced = new AtomicLong();
    final AtomicLong version = new AtomicLong(1);
    final AtomicInteger sleeping = new AtomicInteger();

    private final Set<CountDownLatch> sleepers = ConcurrentHashMap.newKeySet();

    private record Plan(List<Expression> targets, List<SqlType> types, long rows) {}

    @Override
    public Optional<RelayPlan> relay(PreparedQuery query) {
        return Optional.empty();
    }

    @Override
    public void relayed(
            PreparedQuery query, RelayPlan.Statement to, String user, long startMicros, double millis, long rows) {
        throw new IllegalStateException("nothing is relayed");
    }

    @Override
    public boolean isGeneric(PreparedQuery query) {
        return false;
    }

    @Override
    public PreparedQuery prepare(ParsedStatement statement, List<SqlType> declared, EvaluationContext context) {
        if (!(statement.statement() instanceof Statement.Select(var query))
                || !(query.body() instanceof QueryBody.Select select)) {
            throw new SqlException(SqlState.FEATURE_NOT_SUPPORTED, "the stand-in knows SELECT only");
        }
        SqlType[] parameters = new SqlType[statement.parameterCount()];
        Arrays.fill(parameters, SqlType.UNKNOWN);
        for (int i = 0; i < Math.min(declared.size(), parameters.length); i++) {
            parameters[i] = declared.get(i);
        }
        long rows = 1;
        for (FromItem item : select.from()) {
            if (item instanceof FromItem.Table table) {
                throw new SqlException(SqlState.UNDEFINED_TABLE, "relation \"" + table.name() + "\" does not exist")
                        .at(table.position());
            }
            rows = series(item);
        }
        List<Expression> targets =
                select.targets().stream().map(Target::expression).toList();
        List<SqlType> types = new ArrayList<>();
        List<ResultColumn> columns = new ArrayList<>();
        for (Target target : select.targets()) {
            SqlType type = type(target.expression(), parameters);
            types.add(type);
            String name = target.alias() == null ? name(target.expression()) : target.alias();
            columns.add(new ResultColumn(name, type, 0, 0));
        }
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = parameters[i].is(TypeKind.UNKNOWN) ? SqlType.TEXT : parameters[i];
        }
        return new PreparedQuery(List.of(parameters), columns, version.get(), new Plan(targets, types, rows));
    }

    private static long series(FromItem item) {
        String text = item.toString();
        int at = text.lastIndexOf("IntegerLiteral[value=") + "IntegerLiteral[value=".length();
        return Long.parseLong(text.substring(at, text.indexOf(',', at)));
    }

    private static String name(Expression expression) {
        return expression instanceof Expression.ColumnRef column
                ? column.names().getLast()
                : "?column?";
    }

    private static SqlType type(Expression expression, SqlType[] parameters) {
        return switch (expression) {
            case Expression.IntegerLiteral e -> SqlType.INT4;
            case Expression.BigintLiteral e -> SqlType.INT8;
            case Expression.ColumnRef e -> SqlType.INT4;
            case Expression.Binary e -> SqlType.INT4;
            case Expression.Parameter e ->
                parameters[e.number() - 1].is(TypeKind.UNKNOWN) ? SqlType.TEXT : parameters[e.number() - 1];
            case Expression.FunctionCall e -> e.name().last().equals("pg_sleep") ? SqlType.VOID : SqlType.TEXT;
            case Expression.Cast e -> {
                SqlType named = named(e.type().name().last());
                SqlType type = e.type().isArray() ? SqlType.array(named) : named;
                boolean undeclared = e.operand() instanceof Expression.Parameter p
                        && parameters[p.number() - 1].is(TypeKind.UNKNOWN);
                if (undeclared && e.operand() instanceof Expression.Parameter p) {
                    parameters[p.number() - 1] = type;
                }
                yield type;
            }
            default -> SqlType.TEXT;
        };
    }

    private static SqlType named(String name) {
        for (TypeKind kind : TypeKind.values()) {
            if (kind.typname().equals(name) && kind != TypeKind.ARRAY) {
                return WireTypes.byOid(kind.oid()).orElseThrow();
            }
        }
        throw new SqlException(SqlState.UNDEFINED_OBJECT, "type \"" + name + "\" does not exist");
    }

    @Override
    public WriteResult write(PreparedQuery query, EvaluationContext context, SourceWriting writing) {
        throw new UnsupportedOperationException("it has queries only");
    }

    @Override
    public long load(PreparedQuery query, LoadInput input, EvaluationContext context, SourceWriting writing) {
        throw new UnsupportedOperationException("it has queries only");
    }

    @Override
    public SourceTransaction begin(TransactionMode mode, Span span) {
        return new SourceTransaction(
                mode,
                1 << 20,
                () -> {
                    throw new UnsupportedOperationException("it has no sources");
                },
                span,
                new SerialOrder());
    }

    @Override
    public boolean isWritten(PreparedQuery query) {
        return false;
    }

    @Override
    public List<String> written(PreparedQuery query) {
        return List.of();
    }

    @Override
    public RowCursor execute(PreparedQuery query, EvaluationContext context) {
        Plan plan = (Plan) query.plan();
        openCursors.incrementAndGet();
        return new RowCursor() {
            private long row;
            private boolean closed;
            private final @Nullable Object[] values =
                    new @Nullable Object[plan.types().size()];

            @Override
            public List<SqlType> types() {
                return plan.types();
            }

            @Override
            public boolean next() {
                context.scope().check();
                if (row >= plan.rows()) {
                    return false;
                }
                row++;
                rowsProduced.incrementAndGet();
                for (int i = 0; i < values.length; i++) {
                    values[i] = value(plan.targets().get(i), plan.types().get(i), row, context);
                }
                return true;
            }

            @Override
            public @Nullable Object get(int column) {
                return values[column];
            }

            @Override
            public boolean isNull(int column) {
                return values[column] == null;
            }

            @Override
            public void close() {
                if (!closed) {
                    closed = true;
                    openCursors.decrementAndGet();
                }
            }
        };
    }

    private @Nullable Object value(Expression expression, SqlType type, long row, EvaluationContext context) {
        return switch (expression) {
            case Expression.IntegerLiteral e -> e.value();
            case Expression.BigintLiteral e -> e.value();
            case Expression.StringLiteral e -> e.value();
            case Expression.NullLiteral e -> null;
            case Expression.ColumnRef e -> (int) row;
            case Expression.Parameter e -> context.parameter(e.number() - 1);
            case Expression.Cast e
            when e.operand() instanceof Expression.StringLiteral(String text, int position) ->
                TextFormat.parse(type, text, context);
            case Expression.Cast e -> value(e.operand(), type, row, context);
            case Expression.Binary e -> throw new SqlException(SqlState.DIVISION_BY_ZERO, "division by zero");
            case Expression.FunctionCall e -> call(e, context);
            default -> throw new SqlException(SqlState.FEATURE_NOT_SUPPORTED, "not in the stand-in");
        };
    }

    private Object call(Expression.FunctionCall call, EvaluationContext context) {
        return switch (call.name().last()) {
            case "pg_sleep" -> sleep(context);
            case "version" -> "PostgreSQL 18.0";
            case "bug" -> throw new IllegalStateException("secret detail");
            default -> throw new SqlException(SqlState.UNDEFINED_FUNCTION, "function does not exist");
        };
    }

    /** Ends every {@code pg_sleep}. */
    void wakeAll() {
        sleepers.forEach(CountDownLatch::countDown);
    }

    private Object sleep(EvaluationContext context) {
        CountDownLatch cancelled = new CountDownLatch(1);
        sleepers.add(cancelled);
        sleeping.incrementAndGet();
        try (var _ = context.scope().onCancel(cancelled::countDown)) {
            cancelled.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("a session is never interrupted", e);
        } finally {
            sleeping.decrementAndGet();
            sleepers.remove(cancelled);
        }
        context.scope().check();
        return "";
    }
}
