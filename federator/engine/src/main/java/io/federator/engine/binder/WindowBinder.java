package io.federator.engine.binder;

import com.google.common.collect.ImmutableList;
import io.federator.engine.binder.AggregateUse.SortKey;
import io.federator.engine.binder.CallBinder.BoundCall;
import io.federator.engine.function.CastContext;
import io.federator.engine.function.FunctionSignature.Kind;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.Expression.FunctionCall;
import io.federator.engine.parser.ast.NamedWindow;
import io.federator.engine.parser.ast.SortItem;
import io.federator.engine.parser.ast.WindowSpec;
import io.federator.engine.rel.PgAggregate;
import io.federator.engine.rel.PgOperator;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.rex.RexWindowExclusion;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/** Window functions and window definitions. */
final class WindowBinder {
    /** Aggregates that pass over nulls, so that FILTER is the same as an argument that is null where it does not hold. */
    private static final Set<String> STRICT = Set.of(
            "count",
            "sum",
            "avg",
            "min",
            "max",
            "bool_and",
            "bool_or",
            "every",
            "stddev",
            "stddev_samp",
            "stddev_pop",
            "variance",
            "var_samp",
            "var_pop",
            "bit_and",
            "bit_or",
            "bit_xor");

    private final Binding binding;
    private final Level level;
    private final ExpressionBinder expressions;

    WindowBinder(Binding binding, Level level, ExpressionBinder expressions) {
        this.binding = binding;
        this.level = level;
        this.expressions = expressions;
    }

    /** A window with its name's definition taken in. */
    record Definition(
            List<RexNode> partition,
            List<SortKey> order,
            List<SqlType> orderTypes,
            WindowSpec.@Nullable Frame frame,
            int position) {}

    /** The WINDOW clause, each window seeing those before it. */
    void define(List<NamedWindow> windows) {
        for (NamedWindow window : windows) {
            if (level.windows.containsKey(window.name())) {
                throw windowing(
                        "window \"" + window.name() + "\" is already defined",
                        window.window().position());
            }
            level.windows.put(window.name(), definition(window.window()));
        }
    }

    private Definition definition(WindowSpec spec) {
        return level.in(ExpressionKind.WINDOW, () -> bindDefinition(spec));
    }

    private Definition bindDefinition(WindowSpec spec) {
        String baseName = spec.base();
        Definition base = baseName == null ? null : named(baseName, spec.position());
        if (base != null && !spec.partitionBy().isEmpty()) {
            throw windowing("cannot override PARTITION BY clause of window \"" + baseName + "\"", spec.position());
        }
        if (base != null && !spec.orderBy().isEmpty() && !base.order.isEmpty()) {
            throw windowing("cannot override ORDER BY clause of window \"" + baseName + "\"", spec.position());
        }
        if (base != null && base.frame != null) {
            SqlException error =
                    windowing("cannot copy window \"" + baseName + "\" because it has a frame clause", spec.position());
            boolean bare = spec.orderBy().isEmpty() && spec.frame() == null;
            throw bare ? error.withHint("Omit the parentheses in this OVER clause.") : error;
        }
        List<RexNode> partition = new ArrayList<>();
        for (Expression expression : spec.partitionBy()) {
            RexNode node = binding.coercion.resolved(expressions.bind(expression));
            SortKeys.checkEquality(binding, Binding.typeOf(node), expression.start());
            partition.add(node);
        }
        List<SortKey> order = new ArrayList<>();
        for (SortItem item : spec.orderBy()) {
            order.add(SortKeys.of(binding, binding.coercion.resolved(expressions.bind(item.expression())), item));
        }
        List<SqlType> types = order.stream().map(k -> Binding.typeOf(k.node())).toList();
        order.replaceAll(key -> CollatedAggregate.collated(binding, key, spec.position()));
        List<SortKey> allOrder = base != null && order.isEmpty() ? base.order : order;
        return new Definition(
                base == null ? partition : base.partition,
                allOrder,
                base != null && order.isEmpty() ? base.orderTypes : types,
                spec.frame(),
                spec.position());
    }

    private Definition named(String name, int position) {
        Definition found = level.windows.get(name);
        if (found == null) {
            throw new SqlException(SqlState.UNDEFINED_OBJECT, "window \"" + name + "\" does not exist").at(position);
        }
        return found;
    }

    RexNode bind(FunctionCall call, BoundCall bound) {
        Kind kind = bound.resolved().kind();
        if (kind != Kind.WINDOW && kind != Kind.AGGREGATE) {
            throw CallBinder.wrong(
                    "OVER specified, but " + call.name() + " is not a window function nor an aggregate function", call);
        }
        if (!level.kind.allowsWindows()) {
            throw windowing("window functions are not allowed in " + level.kind.clause(), call.position());
        }
        checkForm(call, kind);
        WindowSpec spec = Objects.requireNonNull(call.over());
        if (bound.arguments().stream().anyMatch(Trees::hasOver)) {
            throw windowing("window function calls cannot be nested", level.windowPosition);
        }
        bound.arguments().forEach(this::checkNoSet);
        String name = spec.name();
        Definition window = name == null ? definition(spec) : named(name, spec.position());
        CollatedAggregate collated =
                CollatedAggregate.of(binding, call, bound.resolved(), filtered(call, bound), List.of());
        SqlAggFunction function = bound.resolved().callName().equals("count")
                ? SqlStdOperatorTable.COUNT
                : PgAggregate.of(bound.resolved().callName()).returning(collated.result());
        WindowSpec.Frame frame = window.frame;
        boolean rows = frame != null && frame.mode() == WindowSpec.Mode.ROWS;
        level.hasWindowCalls = true;
        level.windowPosition = call.position();
        RexNode over = binding.rex.makeOver(
                binding.types.of(collated.result()),
                function,
                collated.arguments(),
                window.partition,
                window.order.stream().map(WindowBinder::collation).collect(ImmutableList.toImmutableList()),
                frame == null ? RexWindowBounds.UNBOUNDED_PRECEDING : bound(frame, frame.start(), window),
                frame == null ? RexWindowBounds.CURRENT_ROW : bound(frame, frame.end(), window),
                frame == null ? RexWindowExclusion.EXCLUDE_NO_OTHER : exclusion(frame),
                rows,
                true,
                false,
                false,
                false);
        return collated.finish(binding, over, bound.resolved().result());
    }

    private void checkNoSet(RexNode argument) {
        Trees.anyVariable(argument, v -> {
            if (v instanceof LevelColumn set && set.level() == level && set.isSetFunction()) {
                throw new SqlException(
                                SqlState.FEATURE_NOT_SUPPORTED,
                                "window function calls cannot contain set-returning function calls")
                        .withHint("You might be able to move the set-returning function into a LATERAL FROM item.")
                        .at(set.position());
            }
            return false;
        });
    }

    private static void checkForm(FunctionCall call, Kind kind) {
        if (call.distinct()) {
            throw ExpressionBinder.unsupported("DISTINCT", call.position(), "is not implemented for window functions");
        }
        if (!call.orderBy().isEmpty()) {
            throw ExpressionBinder.unsupported(
                    "aggregate ORDER BY", call.position(), "is not implemented for window functions");
        }
        if (call.filter() != null && kind == Kind.WINDOW) {
            throw new SqlException(
                            SqlState.FEATURE_NOT_SUPPORTED,
                            "FILTER is not implemented for non-aggregate window functions")
                    .at(call.position());
        }
        if (call.star() && kind == Kind.WINDOW) {
            throw CallBinder.wrong(
                    call.name() + "(*) specified, but " + call.name() + " is not an aggregate function", call);
        }
        if (call.arguments().isEmpty() && !call.star() && kind == Kind.AGGREGATE) {
            throw CallBinder.wrong(call.name() + "(*) must be used to call a parameterless aggregate function", call);
        }
    }

    private List<RexNode> filtered(FunctionCall call, BoundCall bound) {
        Expression filterAst = call.filter();
        if (filterAst == null) {
            return bound.arguments();
        }
        String name = bound.resolved().callName();
        if (!STRICT.contains(name)) {
            throw ExpressionBinder.unsupported("FILTER with window function " + name, call.position());
        }
        RexNode filter = level.in(ExpressionKind.FILTER, () -> expressions.bindBoolean(filterAst, "FILTER"));
        RexNode value = bound.arguments().isEmpty()
                ? binding.constant(SqlType.INT4, 1)
                : bound.arguments().getFirst();
        SqlType type = Binding.typeOf(value);
        return List.of(binding.rex.makeCall(
                binding.types.of(type),
                SqlStdOperatorTable.CASE,
                List.of(filter, value, binding.constant(type, null))));
    }

    private RexWindowBound bound(WindowSpec.Frame frame, WindowSpec.Bound bound, Definition window) {
        if (frame.mode() == WindowSpec.Mode.GROUPS && window.order.isEmpty()) {
            throw windowing("GROUPS mode requires an ORDER BY clause", window.position);
        }
        Expression offset = bound.offset();
        return switch (bound.kind()) {
            case UNBOUNDED_PRECEDING -> RexWindowBounds.UNBOUNDED_PRECEDING;
            case UNBOUNDED_FOLLOWING -> RexWindowBounds.UNBOUNDED_FOLLOWING;
            case CURRENT_ROW -> RexWindowBounds.CURRENT_ROW;
            case OFFSET_PRECEDING -> RexWindowBounds.preceding(offset(frame, Objects.requireNonNull(offset), window));
            case OFFSET_FOLLOWING -> RexWindowBounds.following(offset(frame, Objects.requireNonNull(offset), window));
        };
    }

    private RexNode offset(WindowSpec.Frame frame, Expression offset, Definition window) {
        if (frame.mode() == WindowSpec.Mode.RANGE && window.order.size() != 1) {
            throw windowing(
                    "RANGE with offset PRECEDING/FOLLOWING requires exactly one ORDER BY column", window.position);
        }
        RexNode node = level.in(ExpressionKind.FRAME, () -> expressions.bind(offset));
        if (Trees.uses(node, level)) {
            throw new SqlException(
                            SqlState.INVALID_COLUMN_REFERENCE,
                            "argument of " + frame.mode() + " must not contain variables")
                    .at(offset.start());
        }
        if (frame.mode() != WindowSpec.Mode.RANGE) {
            RexNode count = binding.coercion.specific(
                    node, SqlType.INT8, offset, frame.mode().toString());
            return frame.mode() == WindowSpec.Mode.ROWS
                    ? count
                    : binding.rex.makeCall(
                            binding.types.of(SqlType.INT8),
                            PgOperator.immutable(PgOperator.GROUPS_OFFSET).returning(SqlType.INT8),
                            List.of(count));
        }
        SqlType type = rangeType(window.orderTypes.getFirst(), node);
        RexNode coerced =
                type == null ? null : binding.coercion.tryCoerce(node, type, CastContext.IMPLICIT, offset.start());
        if (coerced == null) {
            SqlType key = window.orderTypes.getFirst().bare();
            SqlType shown = key.is(TypeKind.VARCHAR) ? SqlType.TEXT : key;
            String message = "RANGE with offset PRECEDING/FOLLOWING is not supported for column type " + shown;
            SqlException error = new SqlException(
                            SqlState.FEATURE_NOT_SUPPORTED,
                            type == null
                                    ? message
                                    : message + " and offset type "
                                            + Binding.typeOf(node).bare())
                    .at(offset.start());
            throw type == null ? error : error.withHint("Cast the offset value to an appropriate type.");
        }
        return coerced;
    }

    private static @Nullable SqlType rangeType(SqlType key, RexNode offset) {
        return switch (key.kind()) {
            case INT2, INT4, INT8 ->
                Binding.isUnknown(offset)
                        ? key
                        : key.equals(SqlType.INT8)
                                        || !Binding.typeOf(offset).kind().isInteger()
                                ? SqlType.INT8
                                : Binding.typeOf(offset);
            case NUMERIC -> SqlType.NUMERIC;
            case FLOAT4, FLOAT8 -> SqlType.FLOAT8;
            case DATE, TIME, TIMETZ, TIMESTAMP, TIMESTAMPTZ, INTERVAL -> SqlType.INTERVAL;
            default -> null;
        };
    }

    private static RexWindowExclusion exclusion(WindowSpec.Frame frame) {
        return switch (frame.exclusion()) {
            case NO_OTHERS -> RexWindowExclusion.EXCLUDE_NO_OTHER;
            case CURRENT_ROW -> RexWindowExclusion.EXCLUDE_CURRENT_ROW;
            case GROUP -> RexWindowExclusion.EXCLUDE_GROUP;
            case TIES -> RexWindowExclusion.EXCLUDE_TIES;
        };
    }

    static RexFieldCollation collation(SortKey key) {
        Set<SqlKind> flags = new HashSet<>();
        if (key.direction() == RelFieldCollation.Direction.DESCENDING) {
            flags.add(SqlKind.DESCENDING);
        }
        flags.add(key.nulls() == RelFieldCollation.NullDirection.FIRST ? SqlKind.NULLS_FIRST : SqlKind.NULLS_LAST);
        return new RexFieldCollation(key.node(), flags);
    }

    private static SqlException windowing(String message, int position) {
        return new SqlException(SqlState.WINDOWING_ERROR, message).at(position);
    }
}
