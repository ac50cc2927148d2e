package io.federator.engine.binder;

import io.federator.engine.binder.AggregateUse.SortKey;
import io.federator.engine.parser.ast.SortItem;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import org.apache.calcite.rel.RelFieldCollation.Direction;
import org.apache.calcite.rel.RelFieldCollation.NullDirection;
import org.apache.calcite.rex.RexNode;

/** Directions of ORDER BY, and whether a type can be sorted or compared at all. */
final class SortKeys {
    private SortKeys() {}

    static SortKey of(Binding binding, RexNode node, SortItem item) {
        checkOrder(binding, Binding.typeOf(node), item.expression().start());
        binding.collations.checkSortable(Binding.typeOf(node), item.expression().start());
        boolean descending = switch (item.direction()) {
            case UNSPECIFIED, ASC -> false;
            case DESC -> true;
            case USING -> isGreater(item);
        };
        boolean nullsFirst = switch (item.nulls()) {
            case UNSPECIFIED -> descending;
            case FIRST -> true;
            case LAST -> false;
        };
        return new SortKey(
                node,
                descending ? Direction.DESCENDING : Direction.ASCENDING,
                nullsFirst ? NullDirection.FIRST : NullDirection.LAST);
    }

    private static boolean isGreater(SortItem item) {
        String operator =
                item.usingOperator() == null ? "" : item.usingOperator().last();
        if (operator.equals("<") || operator.equals(">")) {
            return operator.equals(">");
        }
        throw new SqlException(SqlState.WRONG_OBJECT_TYPE, "operator " + operator + " is not a valid ordering operator")
                .withHint("Ordering operators must be \"<\" or \">\" members of btree operator families.")
                .at(item.expression().start());
    }

    static void checkOrder(Binding binding, SqlType type, int position) {
        if (!binding.functions.isOrderable(type)) {
            throw new SqlException(
                            SqlState.UNDEFINED_FUNCTION,
                            "could not identify an ordering operator for type " + type.bare())
                    .withHint("Use an explicit ordering operator or modify the query.")
                    .at(position);
        }
    }

    static void checkEquality(Binding binding, SqlType type, int position) {
        if (!binding.functions.isComparable(type)) {
            throw new SqlException(
                            SqlState.UNDEFINED_FUNCTION,
                            "could not identify an equality operator for type " + type.bare())
                    .at(position);
        }
    }
}
