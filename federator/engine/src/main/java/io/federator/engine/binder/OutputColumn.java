package io.federator.engine.binder;

import org.apache.calcite.rex.RexNode;

/**
 * A column that a query gives.
 *
 * @param value a field of the query's tree; or a literal or parameter that is still of unknown type, for a set operation to
 *     decide
 * @param tableOid the table that it comes from unchanged, else 0
 * @param attribute its number there from 1, else 0
 * @param position where its expression is in the text
 */
record OutputColumn(String name, RexNode value, int tableOid, int attribute, int position) {
    OutputColumn withValue(RexNode newValue) {
        return new OutputColumn(name, newValue, tableOid, attribute, position);
    }
}
