package io.federator.engine.writer;

import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexNode;

/** Which columns an expression names. */
final class Columns {
    private Columns() {}

    static List<Integer> of(RexNode node) {
        return RelOptUtil.InputFinder.bits(node).asList();
    }
}
