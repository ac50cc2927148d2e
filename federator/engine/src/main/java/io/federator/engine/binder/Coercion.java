package io.federator.engine.binder;

import io.federator.engine.format.TextFormat;
import io.federator.engine.function.CastContext;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.rel.Constant;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Brings expressions to the types that their places ask for. */
final class Coercion {
    private final Binding binding;

    Coercion(Binding binding) {
        this.binding = binding;
    }

    /**
     * The expression as {@code target}; null where no cast of this context leads there.
     *
     * @param position of the expression, for errors in literals' and parameters' types
     */
    @Nullable RexNode tryCoerce(RexNode node, SqlType target, CastContext context, int position) {
        if (node instanceof UnknownLiteral literal) {
            return literal(literal, target);
        }
        SqlType from = Binding.typeOf(node);
        if (from.equals(target)) {
            return node;
        }
        if (from.equals(SqlType.UNKNOWN) && node instanceof RexDynamicParam parameter && parameter.getIndex() >= 0) {
            binding.parameters.decide(parameter.getIndex() + 1, target.bare(), position);
            return cast(binding.rex.makeDynamicParam(binding.types.of(target.bare()), parameter.getIndex()), target);
        }
        if (!binding.functions.canCast(from, target, context)) {
            return null;
        }
        return cast(node, target);
    }

    /** An implicit coercion that overload resolution has already found possible. */
    RexNode implicit(RexNode node, SqlType target, int position) {
        if (target.equals(SqlType.UNKNOWN)) {
            return anyType(node);
        }
        RexNode coerced = tryCoerce(node, target, CastContext.IMPLICIT, position);
        if (coerced == null) {
            throw cannotCast(Binding.typeOf(node), target).at(position);
        }
        return coerced;
    }

    /** {@code CAST(node AS target)}. */
    RexNode explicit(RexNode node, SqlType target, int position) {
        RexNode coerced = tryCoerce(node, target, CastContext.EXPLICIT, position);
        if (coerced == null) {
            throw cannotCast(Binding.typeOf(node), target).at(position);
        }
        return coerced;
    }

    static SqlException cannotCast(SqlType from, SqlType to) {
        return new SqlException(SqlState.CANNOT_COERCE, "cannot cast type " + from.bare() + " to " + to.bare());
    }

    /** {@code construct} as in {@code argument of WHERE must be type boolean, not type integer}. */
    RexNode bool(RexNode node, Expression ast, String construct) {
        return specific(node, SqlType.BOOL, ast, construct);
    }

    RexNode specific(RexNode node, SqlType target, Expression ast, String construct) {
        RexNode coerced = tryCoerce(node, target, CastContext.ASSIGNMENT, ast.start());
        if (coerced == null) {
            throw new SqlException(
                            SqlState.DATATYPE_MISMATCH,
                            "argument of " + construct + " must be type " + target + ", not type "
                                    + Binding.typeOf(node).bare())
                    .at(ast.start());
        }
        return coerced;
    }

    /** An untyped literal where any type will do, as in {@code count('x')}: text. */
    RexNode anyType(RexNode node) {
        return node instanceof UnknownLiteral literal ? literal(literal, SqlType.TEXT) : node;
    }

    /** An output column is never of unknown type. */
    RexNode resolved(RexNode node) {
        return Binding.isUnknown(node) ? implicit(node, SqlType.TEXT, 0) : node;
    }

    /**
     * The type that all are brought to; the modifier too where they agree on it.
     *
     * @param places where each expression is, for the error
     */
    SqlType commonType(String construct, List<RexNode> nodes, List<Integer> places) {
        List<SqlType> all = nodes.stream().map(Binding::typeOf).toList();
        SqlType common = commonOf(construct, all, places);
        return all.stream().allMatch(all.getFirst()::equals) && !all.getFirst().equals(SqlType.UNKNOWN)
                ? all.getFirst()
                : common.bare();
    }

    SqlType commonOf(String construct, List<SqlType> all, List<Integer> places) {
        List<SqlType> bare = all.stream().map(SqlType::bare).toList();
        try {
            return binding.functions.commonType(construct, bare);
        } catch (SqlException e) {
            for (int i = 2; i <= bare.size(); i++) {
                try {
                    binding.functions.commonType(construct, bare.subList(0, i));
                } catch (SqlException atThis) {
                    throw atThis.atIfAbsent(places.get(i - 1));
                }
            }
            throw e;
        }
    }

    /** Brings an expression to the common type of its construct. */
    RexNode toCommon(String construct, RexNode node, SqlType target, int position) {
        RexNode coerced = tryCoerce(node, target, CastContext.IMPLICIT, position);
        if (coerced == null) {
            throw new SqlException(
                            SqlState.CANNOT_COERCE,
                            construct + " could not convert type "
                                    + Binding.typeOf(node).bare() + " to " + target.bare())
                    .at(position);
        }
        return relabel(coerced, target);
    }

    List<RexNode> toCommon(String construct, List<RexNode> nodes, List<Integer> places) {
        SqlType common = commonType(construct, nodes, places);
        List<RexNode> result = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            result.add(toCommon(construct, nodes.get(i), common, places.get(i)));
        }
        return result;
    }

    /** A cast that is known to exist; none where only a modifier is dropped, as that changes no value. */
    RexNode cast(RexNode node, SqlType target) {
        SqlType from = Binding.typeOf(node);
        if (from.equals(target) || (target.typmod() == -1 && from.bare().equals(target))) {
            return node;
        }
        return binding.folder.foldCall(binding.rex.makeAbstractCast(
                binding.types.of(target, node.getType().isNullable()), node, false));
    }

    /** The expression with exactly this type, modifier included. */
    RexNode relabel(RexNode node, SqlType target) {
        if (Binding.typeOf(node).equals(target)) {
            return node;
        }
        if (Constant.isConstant(node) && Binding.typeOf(node).bare().equals(target)) {
            return binding.constant(target, Constant.valueOf(node));
        }
        return binding.rex.makeAbstractCast(
                binding.types.of(target, node.getType().isNullable()), node, false);
    }

    private RexNode literal(UnknownLiteral literal, SqlType target) {
        String text = literal.value();
        if (text == null) {
            return binding.constant(target, null);
        }
        SqlType element = target.element();
        TypeKind kind = element == null ? target.kind() : element.kind();
        if (target.is(TypeKind.RECORD)) {
            throw new SqlException(
                            SqlState.FEATURE_NOT_SUPPORTED, "input of anonymous composite types is not implemented")
                    .at(literal.position());
        }
        if (ConstantFolder.isTemporal(kind)) {
            binding.readsSettings = true;
            String folded = text.toLowerCase(Locale.ROOT);
            binding.readsClock |=
                    List.of("now", "today", "tomorrow", "yesterday").stream().anyMatch(folded::contains);
        }
        try {
            SqlType bare = target.bare();
            // The fields that an interval is restricted to say what a bare number in it counts.
            SqlType read = kind == TypeKind.INTERVAL ? target : bare;
            RexNode constant = binding.constant(bare, TextFormat.parse(read, text, binding.context));
            if (target.typmod() == -1) {
                return constant;
            }
            Object value = binding.functions
                    .cast(bare, target, true)
                    .apply(new @Nullable Object[] {Constant.valueOf(constant)}, binding.context);
            return binding.constant(target, value);
        } catch (SqlException e) {
            throw e.atIfAbsent(literal.position());
        }
    }
}
