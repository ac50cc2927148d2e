package io.federator.engine.binder;

import io.federator.engine.binder.OperatorBinder.Operand;
import io.federator.engine.format.TextFormat;
import io.federator.engine.function.CastContext;
import io.federator.engine.function.FunctionSignature.Kind;
import io.federator.engine.function.JsonRecords;
import io.federator.engine.function.ResolvedCall;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.Expression.FunctionCall;
import io.federator.engine.parser.ast.Name;
import io.federator.engine.parser.ast.TypeName;
import io.federator.engine.rel.PgOperator;
import io.federator.engine.rel.PgRelType.RecordField;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Calls of functions; those of aggregates and window functions are handed on. */
final class CallBinder {
    private static final Set<TypeKind> TEXTS = Set.of(TypeKind.TEXT, TypeKind.VARCHAR, TypeKind.BPCHAR, TypeKind.NAME);

    private final Binding binding;
    private final Level level;
    private final ExpressionBinder expressions;
    private final AggregateBinder aggregates;
    private final WindowBinder windows;

    CallBinder(Binding binding, Level level, ExpressionBinder expressions) {
        this.binding = binding;
        this.level = level;
        this.expressions = expressions;
        this.aggregates = new AggregateBinder(binding, level, expressions);
        this.windows = new WindowBinder(binding, level, expressions);
    }

    WindowBinder windows() {
        return windows;
    }

    RexNode grouping(Expression.Grouping e) {
        return aggregates.grouping(e);
    }

    /**
     * A function call whose overload has been chosen.
     *
     * @param arguments as the function wants them
     * @param written the same without the conversions to its types
     */
    record BoundCall(ResolvedCall resolved, List<RexNode> arguments, List<RexNode> written) {}

    RexNode bind(FunctionCall call) {
        if (call.withinGroup()) {
            return aggregates.withinGroup(call);
        }
        int start = binding.nextMoment();
        List<Operand> arguments = new ArrayList<>();
        for (Expression.Argument argument : call.arguments()) {
            arguments.add(expressions.operand(argument.value()));
        }
        BoundCall bound = resolve(call, arguments);
        if (bound == null) {
            return castCall(call, arguments.getFirst());
        }
        Kind kind = bound.resolved().kind();
        if (call.over() != null) {
            return windows.bind(call, bound);
        }
        if (kind == Kind.AGGREGATE) {
            return aggregates.bind(call, bound, start);
        }
        checkPlain(call, kind);
        RexNode collated = CollatedCalls.function(
                binding, bound.resolved().callName(), bound.resolved().result(), bound.arguments(), call.position());
        if (collated != null) {
            return collated;
        }
        return kind == Kind.SET_RETURNING ? setFunction(call, bound) : scalar(bound);
    }

    RexNode scalar(BoundCall bound) {
        List<RecordField> fields = fields(bound);
        if (!fields.isEmpty()) {
            RelDataType type = binding.types.record(fields);
            PgOperator operator = PgOperator.of(
                            bound.resolved().callName(),
                            bound.resolved().signature().volatility())
                    .returning(type);
            return binding.rex.makeCall(type, operator, bound.arguments());
        }
        return binding.call(
                OperatorBinder.operatorOf(bound.resolved()), bound.resolved().result(), bound.arguments());
    }

    /** Whether it is a function of a row whose columns are its OUT parameters. */
    static boolean hasColumns(ResolvedCall call) {
        return call.kind() == Kind.SCALAR
                && call.result().is(TypeKind.RECORD)
                && !call.signature().columnNames().isEmpty();
    }

    /** The fields of the row that a call gives: those of its OUT parameters, or of the row that it completes; empty for none. */
    static List<RecordField> fields(BoundCall bound) {
        ResolvedCall call = bound.resolved();
        boolean completes =
                JsonRecords.isPopulation(call.callName()) && call.result().is(TypeKind.RECORD);
        if (completes) {
            return Records.fields(bound.arguments().getFirst());
        }
        if (!hasColumns(call) && call.columns().size() < 2) {
            return List.of();
        }
        return call.columns().stream()
                .map(column -> new RecordField(column.name(), column.type()))
                .toList();
    }

    /** Null where the call is a cast in the guise of a function. */
    @Nullable BoundCall resolve(FunctionCall call, List<Operand> arguments) {
        List<SqlType> types = arguments.stream().map(Operand::type).toList();
        List<String> names = new ArrayList<>();
        for (Expression.Argument argument : call.arguments()) {
            String name = argument.name();
            if (name != null) {
                names.add(name);
            } else if (!names.isEmpty()) {
                throw new SqlException(SqlState.SYNTAX_ERROR, "positional argument cannot follow named argument")
                        .at(argument.position());
            }
        }
        String schema = call.name().qualifier();
        if (schema != null
                && !schema.equals(Name.PG_CATALOG)
                && !binding.catalog.schemas().contains(schema)) {
            throw new SqlException(SqlState.INVALID_SCHEMA_NAME, "schema \"" + schema + "\" does not exist")
                    .at(call.position());
        }
        ResolvedCall resolved;
        try {
            resolved = binding.functions.function(call.name().parts(), types, names, call.variadic());
        } catch (SqlException e) {
            if (e.state() == SqlState.UNDEFINED_FUNCTION && isCast(call, arguments)) {
                return null;
            }
            throw named(e, call.name()).atIfAbsent(call.position());
        }
        return new BoundCall(
                resolved,
                arguments(resolved, arguments),
                arguments.stream().map(Operand::node).toList());
    }

    /** Messages show a function's name as it was written, the schema that the grammar puts before it included. */
    private static SqlException named(SqlException e, Name name) {
        String shown = "function " + name.last() + "(";
        if (!name.isQualified() || !e.text().startsWith(shown)) {
            return e;
        }
        SqlException renamed =
                new SqlException(e.state(), "function " + name + "(" + e.text().substring(shown.length()), e);
        String hint = e.hint();
        return hint == null ? renamed : renamed.withHint(hint);
    }

    private List<RexNode> arguments(ResolvedCall resolved, List<Operand> given) {
        List<RexNode> result = new ArrayList<>();
        boolean keepsUnknown = resolved.callName().equals("pg_typeof");
        for (int i = 0; i < resolved.argumentTypes().size(); i++) {
            SqlType type = resolved.argumentTypes().get(i);
            int source = i < resolved.argumentOrder().size()
                    ? resolved.argumentOrder().get(i)
                    : i;
            if (source < 0) {
                result.add(defaultOf(resolved, i, type));
                continue;
            }
            Operand operand = given.get(source);
            if (operand.node() instanceof UnknownLiteral literal && type.equals(SqlType.UNKNOWN) && keepsUnknown) {
                result.add(binding.constant(SqlType.UNKNOWN, literal.value()));
            } else {
                result.add(binding.coercion.implicit(operand.node(), type, operand.position()));
            }
        }
        return result;
    }

    private RexNode defaultOf(ResolvedCall resolved, int parameter, SqlType type) {
        for (ResolvedCall.Default value : resolved.defaults()) {
            if (value.parameter() == parameter) {
                return binding.constant(type, TextFormat.parse(type.bare(), value.text(), binding.context));
            }
        }
        return binding.constant(type, null);
    }

    /** {@code int8(x)}: one argument, the name of a type, and a cast that is no function of its own. */
    private boolean isCast(FunctionCall call, List<Operand> arguments) {
        if (arguments.size() != 1 || call.star() || call.over() != null || call.distinct() || call.filter() != null) {
            return false;
        }
        SqlType target = castTarget(call.name());
        // PostgreSQL makes no text of a row this way: it would answer for a misspelled column.
        boolean rowToText =
                arguments.getFirst().type().is(TypeKind.RECORD) && target != null && TEXTS.contains(target.kind());
        return target != null
                && !rowToText
                && (arguments.getFirst().type().equals(SqlType.UNKNOWN)
                        || binding.functions.canCast(arguments.getFirst().type(), target, CastContext.EXPLICIT));
    }

    private @Nullable SqlType castTarget(Name name) {
        try {
            return binding.typeBinder.bind(new TypeName(name, List.of(), List.of(), false, null, name.position()));
        } catch (SqlException noType) {
            return null;
        }
    }

    private RexNode castCall(FunctionCall call, Operand argument) {
        SqlType target = castTarget(call.name());
        if (target == null) {
            throw new IllegalStateException("no type: " + call.name());
        }
        return binding.coercion.explicit(argument.node(), target, call.position());
    }

    private static void checkPlain(FunctionCall call, Kind kind) {
        String name = call.name().toString();
        if (kind == Kind.WINDOW) {
            throw wrong("window function " + name + " requires an OVER clause", call);
        }
        if (kind == Kind.ORDERED_SET_AGGREGATE || kind == Kind.HYPOTHETICAL_SET_AGGREGATE) {
            throw wrong("WITHIN GROUP is required for ordered-set aggregate " + name, call);
        }
        if (call.star()) {
            throw wrong(name + "(*) specified, but " + name + " is not an aggregate function", call);
        }
        if (call.distinct()) {
            throw wrong("DISTINCT specified, but " + name + " is not an aggregate function", call);
        }
        if (!call.orderBy().isEmpty()) {
            throw wrong("ORDER BY specified, but " + name + " is not an aggregate function", call);
        }
        if (call.filter() != null) {
            throw wrong("FILTER specified, but " + name + " is not an aggregate function", call);
        }
    }

    static SqlException wrong(String message, FunctionCall call) {
        return new SqlException(SqlState.WRONG_OBJECT_TYPE, message).at(call.position());
    }

    /** A set-returning function in the select list. */
    private RexNode setFunction(FunctionCall call, BoundCall bound) {
        if (!level.kind.allowsSets() || level.kind == ExpressionKind.FROM_FUNCTION) {
            throw new SqlException(
                            SqlState.FEATURE_NOT_SUPPORTED,
                            level.kind == ExpressionKind.FROM_FUNCTION
                                    ? "set-returning functions must appear at top level of FROM"
                                    : "set-returning functions are not allowed in " + level.kind.clause())
                    .at(call.position());
        }
        if (level.setsForbiddenIn != null) {
            throw new SqlException(
                            SqlState.FEATURE_NOT_SUPPORTED,
                            "set-returning functions are not allowed in " + level.setsForbiddenIn)
                    .withHint("You might be able to move the set-returning function into a LATERAL FROM item.")
                    .at(call.position());
        }
        RexNode rows = fields(bound).isEmpty() ? setCall(bound) : records(bound);
        return level.setFunction(new Level.SetFunctionUse(rows, bound.resolved().callName()), call.position());
    }

    /** Several columns are one value here, whose fields can be selected. */
    private RexNode records(BoundCall bound) {
        RelDataType type = binding.types.record(fields(bound));
        PgOperator operator = PgOperator.immutable(PgOperator.AS_RECORD).returning(type);
        return binding.rex.makeCall(type, operator, List.of(setCall(bound)));
    }

    /** The call that a table function scan holds; its type is that of the first column. */
    RexNode setCall(BoundCall bound) {
        PgOperator operator = OperatorBinder.operatorOf(bound.resolved());
        boolean completes = JsonRecords.isPopulation(bound.resolved().callName());
        RelDataType type = completes
                ? binding.types.record(fields(bound))
                : binding.types.of(bound.resolved().result());
        return binding.rex.makeCall(type, operator, bound.arguments());
    }
}
