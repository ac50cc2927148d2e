package io.federator.engine.binder;

import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * A column that a query gives.
 *
 * @param value a field of the query's tree; or a literal or parameter that is still of unknown type, for a set operation to
 *     decide
 * @param tableOid the table that it comes from unchanged, else 0
 * @param attribute its number there from 1, else 0
 * @param position where its expression is in the text
 * @param collation null where its type decides
 */
record OutputColumn(
        String name, RexNode value, int tableOid, int attribute, int position, Collations.@Nullable Derived collation) {
    OutputColumn(String name, RexNode value, int tableOid, int attribute, int position) {
        this(name, value, tableOid, attribute, position, null);
    }

    OutputColumn withCollation(Collations.@Nullable Derived newCollation) {
        return new OutputColumn(name, value, tableOid, attribute, position, newCollation);
    }

    OutputColumn withValue(RexNode newValue) {
        return new OutputColumn(name, newValue, tableOid, attribute, position, collation);
    }
}
