package io.federator.engine.rewriter;

import io.federator.engine.rel.Constant;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Values;

/** What is certain of the number of rows. */
final class Cardinality {
    private Cardinality() {}

    static boolean exactlyOne(RelNode rel) {
        return switch (rel) {
            case Project project -> exactlyOne(project.getInput());
            case Aggregate aggregate -> isOneGroup(aggregate);
            case Values values -> values.getTuples().size() == 1;
            case Sort sort -> sort.fetch == null && sort.offset == null && exactlyOne(sort.getInput());
            case Join join ->
                ((join.getJoinType() == JoinRelType.INNER && join.getCondition().isAlwaysTrue())
                                || (join.getJoinType() == JoinRelType.LEFT && atMostOne(join.getRight())))
                        && exactlyOne(join.getLeft())
                        && (join.getJoinType() == JoinRelType.LEFT || exactlyOne(join.getRight()));
            default -> false;
        };
    }

    static boolean atMostOne(RelNode rel) {
        return exactlyOne(rel)
                || switch (rel) {
                    case Project project -> atMostOne(project.getInput());
                    case Filter filter -> atMostOne(filter.getInput());
                    case Sort sort -> isOne(sort) || atMostOne(sort.getInput());
                    case Values values -> values.getTuples().size() <= 1;
                    default -> false;
                };
    }

    private static boolean isOneGroup(Aggregate aggregate) {
        return aggregate.getGroupSets().size() == 1 && aggregate.getGroupSet().isEmpty();
    }

    private static boolean isOne(Sort sort) {
        return sort.fetch != null
                && Constant.isConstant(sort.fetch)
                && Constant.valueOf(sort.fetch) instanceof Number most
                && most.longValue() <= 1;
    }
}
