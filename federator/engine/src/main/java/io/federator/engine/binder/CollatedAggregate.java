package io.federator.engine.binder;

import io.federator.engine.binder.AggregateUse.SortKey;
import io.federator.engine.collation.TextOrder;
import io.federator.engine.function.FunctionSignature.Kind;
import io.federator.engine.function.ResolvedCall;
import io.federator.engine.parser.ast.Expression.FunctionCall;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelFieldCollation.Direction;
import org.apache.calcite.rel.RelFieldCollation.NullDirection;
import org.apache.calcite.rex.RexNode;

/**
 * What an aggregate becomes under its arguments' collation: an extreme of texts is the text of the extreme of their keys, and
 * what is sorted on the way is sorted by keys.
 *
 * @param result the type of the call made of this
 * @param extreme the order of texts of which this is an extreme, else that of code points
 * @param extremeOf the type of these texts
 */
record CollatedAggregate(
        List<RexNode> arguments, List<SortKey> order, SqlType result, TextOrder extreme, SqlType extremeOf) {
    /** Those that show in which order DISTINCT delivers their arguments. */
    private static final Set<String> COLLECTING =
            Set.of("array_agg", "string_agg", "json_agg", "jsonb_agg", "json_agg_strict", "jsonb_agg_strict");

    static CollatedAggregate of(
            Binding binding, FunctionCall call, ResolvedCall resolved, List<RexNode> arguments, List<SortKey> order) {
        String name = resolved.callName();
        if (resolved.kind() == Kind.ORDERED_SET_AGGREGATE) {
            return withinGroup(binding, call, resolved, arguments, order.getFirst());
        }
        if (resolved.kind() == Kind.HYPOTHETICAL_SET_AGGREGATE) {
            return hypothetical(binding, call, resolved, arguments, order);
        }
        List<SortKey> sorted = new ArrayList<>();
        order.forEach(key -> sorted.add(collated(binding, key, call.position())));
        if (call.distinct() && COLLECTING.contains(name)) {
            distinct(binding, call, arguments, order, sorted);
        }
        boolean extreme = name.equals("min") || name.equals("max");
        TextOrder texts = extreme ? binding.collations.order(arguments, call.position()) : TextOrder.C;
        boolean plain = texts.isByCodePoint()
                || !Binding.typeOf(arguments.getFirst()).kind().isText();
        return plain
                ? new CollatedAggregate(arguments, sorted, resolved.result(), TextOrder.C, resolved.result())
                : new CollatedAggregate(
                        binding.collations.keys(arguments, texts),
                        sorted,
                        SqlType.BYTEA,
                        texts,
                        Binding.typeOf(arguments.getFirst()));
    }

    /** DISTINCT sorts the arguments, each by its own order. */
    private static void distinct(
            Binding binding, FunctionCall call, List<RexNode> arguments, List<SortKey> order, List<SortKey> sorted) {
        for (RexNode argument : arguments) {
            boolean sortable = binding.functions.isOrderable(Binding.typeOf(argument));
            boolean listed = order.stream().anyMatch(key -> key.node().equals(argument));
            if (!listed && sortable) {
                SortKey key = new SortKey(argument, Direction.ASCENDING, NullDirection.LAST);
                sorted.add(collated(binding, key, call.position()));
            }
        }
    }

    /** One of the sorted values is the result. */
    private static CollatedAggregate withinGroup(
            Binding binding, FunctionCall call, ResolvedCall resolved, List<RexNode> arguments, SortKey order) {
        RexNode sorted = arguments.getLast();
        TextOrder texts = binding.collations.order(List.of(sorted), call.position());
        if (texts.isByCodePoint() || !Binding.typeOf(sorted).kind().isText()) {
            return new CollatedAggregate(arguments, List.of(order), resolved.result(), TextOrder.C, resolved.result());
        }
        if (resolved.result().element() != null) {
            throw new SqlException(
                            SqlState.FEATURE_NOT_SUPPORTED,
                            "several percentiles of text of collation \"" + texts.name() + "\" are not supported")
                    .at(call.position());
        }
        List<RexNode> keyed = new ArrayList<>(arguments.subList(0, arguments.size() - 1));
        keyed.add(binding.collations.key(sorted, texts));
        SortKey key = collated(binding, order, call.position());
        return new CollatedAggregate(keyed, List.of(key), SqlType.BYTEA, texts, Binding.typeOf(sorted));
    }

    /** A hypothetical value is compared by the collation that it and the sorted ones have in common. */
    private static CollatedAggregate hypothetical(
            Binding binding, FunctionCall call, ResolvedCall resolved, List<RexNode> arguments, List<SortKey> order) {
        int width = order.size();
        List<RexNode> keyed = new ArrayList<>(arguments);
        List<SortKey> sorted = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            List<RexNode> pair = List.of(arguments.get(i), arguments.get(width + i));
            TextOrder texts = binding.collations.order(pair, call.position());
            keyed.set(i, binding.collations.key(pair.getFirst(), texts));
            keyed.set(width + i, binding.collations.key(pair.getLast(), texts));
            sorted.add(new SortKey(
                    keyed.get(width + i), order.get(i).direction(), order.get(i).nulls()));
        }
        return new CollatedAggregate(keyed, sorted, resolved.result(), TextOrder.C, resolved.result());
    }

    /** The key with the text's place in its order instead of the text. */
    static SortKey collated(Binding binding, SortKey key, int position) {
        TextOrder texts = binding.collations.order(List.of(key.node()), position);
        return new SortKey(binding.collations.key(key.node(), texts), key.direction(), key.nulls());
    }

    /** The aggregate's value out of that of the call made of this. */
    RexNode finish(Binding binding, RexNode value, SqlType type) {
        return extreme.isByCodePoint()
                ? value
                : binding.coercion.relabel(binding.collations.text(value, extremeOf, extreme), type);
    }
}
