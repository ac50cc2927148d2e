package io.federator.engine.binder;

import io.federator.engine.collation.TextOrder;
import io.federator.engine.rel.Constant;
import io.federator.engine.rel.PgOperator;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Functions and operators that ask the collation which letters there are and which belong together. Stateless. */
final class CollatedCalls {
    /** Classes of characters, and options at the pattern's beginning: what these mean depends on the collation. */
    private static final Pattern ASKING = Pattern.compile("\\[[:.=]|\\\\\\p{Alpha}|^\\(\\?\\p{Lower}|^\\*\\*\\*");

    private CollatedCalls() {}

    /** What a call becomes under its arguments' collation; null where it stays as it is. */
    static @Nullable RexNode function(
            Binding binding, String name, SqlType result, List<RexNode> arguments, int position) {
        if (arguments.isEmpty() || !Binding.typeOf(arguments.getFirst()).kind().isText()) {
            return name.equals("pg_collation_for") ? binding.collations.nameOf(arguments.getFirst(), position) : null;
        }
        return switch (name) {
            case "pg_collation_for" -> binding.collations.nameOf(arguments.getFirst(), position);
            case "lower", "upper", "initcap" -> {
                TextOrder order = binding.collations.order(arguments, position);
                yield order.hasAsciiLetters()
                        ? null
                        : binding.collations.call(
                                "collation." + name,
                                result,
                                binding.coercion.cast(arguments.getFirst(), SqlType.TEXT),
                                order);
            }
            case "casefold" -> {
                TextOrder order = binding.collations.order(arguments, position);
                if (!order.hasAsciiLetters()) {
                    throw unsupported("casefold", order, position);
                }
                yield null;
            }
            case "substring" -> {
                boolean regular = arguments.size() == 2
                        && Binding.typeOf(arguments.getLast()).is(TypeKind.TEXT);
                yield regular ? regular(binding, arguments, position) : null;
            }
            case "regexp_replace",
                    "regexp_match",
                    "regexp_matches",
                    "regexp_like",
                    "regexp_split_to_array",
                    "regexp_split_to_table",
                    "regexp_count",
                    "regexp_substr",
                    "regexp_instr" -> regular(binding, arguments, position);
            default -> null;
        };
    }

    private static @Nullable RexNode regular(Binding binding, List<RexNode> arguments, int position) {
        TextOrder order = binding.collations.order(arguments, position);
        if (order.hasAsciiLetters()) {
            return null;
        }
        checkPattern(arguments.get(1), order, position);
        boolean flagged =
                arguments.size() > 2 && Binding.typeOf(arguments.getLast()).is(TypeKind.TEXT);
        if (flagged && !(constant(arguments.getLast()) instanceof String flags && !flags.contains("i"))) {
            throw unsupported("a regular expression with options", order, position);
        }
        return null;
    }

    /** As {@link #function}, for the operators of pattern matching. */
    static @Nullable RexNode operator(Binding binding, String symbol, RexNode left, RexNode right, int position) {
        boolean matching = symbol.endsWith("~") || symbol.endsWith("~*");
        if (!matching
                || !Binding.typeOf(left).kind().isText()
                || !Binding.typeOf(right).kind().isText()) {
            return null;
        }
        TextOrder order = binding.collations.order(List.of(left, right), position);
        if (order.hasAsciiLetters()) {
            return null;
        }
        switch (symbol) {
            case "~~*", "!~~*" -> {
                // PostgreSQL compares what both are in small letters.
                return binding.call(
                        PgOperator.immutable(symbol.substring(0, symbol.length() - 1)),
                        SqlType.BOOL,
                        List.of(lower(binding, left, order), lower(binding, right, order)));
            }
            case "~*", "!~*" -> throw unsupported("a regular expression without case", order, position);
            case "~", "!~" -> checkPattern(right, order, position);
            default -> {
                // LIKE goes by the characters themselves.
            }
        }
        return null;
    }

    private static RexNode lower(Binding binding, RexNode text, TextOrder order) {
        return binding.collations.call(
                "collation.lower", SqlType.TEXT, binding.coercion.cast(text, SqlType.TEXT), order);
    }

    private static void checkPattern(RexNode pattern, TextOrder order, int position) {
        Object value = constant(pattern);
        if (!(value instanceof String text) || ASKING.matcher(text).find()) {
            throw unsupported("a regular expression with classes of characters", order, position);
        }
    }

    private static @Nullable Object constant(RexNode node) {
        RexNode inner = node;
        while (inner instanceof RexCall call && Collations.isMark(call)) {
            inner = call.getOperands().getFirst();
        }
        return Constant.isConstant(inner) ? Constant.valueOf(inner) : null;
    }

    private static SqlException unsupported(String what, TextOrder order, int position) {
        return new SqlException(
                        SqlState.FEATURE_NOT_SUPPORTED,
                        what + " under collation \"" + order.name() + "\" is not supported")
                .withHint("COLLATE \"C\" takes letters and classes of characters from ASCII alone.")
                .at(position);
    }
}
