package io.federator.engine.binder;

import io.federator.engine.parser.ast.QueryBody;
import io.federator.engine.parser.ast.QueryBody.SetOperation;
import io.federator.engine.parser.ast.QueryBody.SetOperator;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalIntersect;
import org.apache.calcite.rel.logical.LogicalMinus;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/** UNION, INTERSECT and EXCEPT. */
final class SetOperationBinder {
    private final Binding binding;
    private final Level level;

    SetOperationBinder(Binding binding, Level level) {
        this.binding = binding;
        this.level = level;
    }

    QueryResult bind(SetOperation operation) {
        return combine(operation, operand(operation.left()), operand(operation.right()));
    }

    private QueryResult operand(QueryBody body) {
        return body instanceof SetOperation operation ? bind(operation) : binding.queries.bindBody(body, level);
    }

    /** Both sides with columns of the same types. */
    record Sides(RelNode left, RelNode right) {}

    QueryResult combine(SetOperation operation, QueryResult left, QueryResult right) {
        Sides sides = alike(operation, left, right);
        List<RelNode> inputs = List.of(sides.left, sides.right);
        RelNode rel = switch (operation.operator()) {
            case UNION -> LogicalUnion.create(inputs, operation.all());
            case INTERSECT -> LogicalIntersect.create(inputs, operation.all());
            case EXCEPT -> LogicalMinus.create(inputs, operation.all());
        };
        List<OutputColumn> columns = new ArrayList<>();
        for (int i = 0; i < left.columns().size(); i++) {
            OutputColumn l = left.columns().get(i);
            columns.add(l.withCollation(binding.collations.common(
                    operation.all(), l, right.columns().get(i))));
        }
        return result(rel, new QueryResult(left.rel(), left.untrimmed(), left.collation(), columns));
    }

    static QueryResult result(RelNode rel, QueryResult left) {
        List<OutputColumn> columns = new ArrayList<>();
        for (int i = 0; i < left.columns().size(); i++) {
            OutputColumn column = left.columns().get(i);
            columns.add(new OutputColumn(
                    column.name(), RexInputRef.of(i, rel.getRowType()), 0, 0, column.position(), column.collation()));
        }
        return new QueryResult(rel, rel, null, columns);
    }

    Sides alike(SetOperation operation, QueryResult left, QueryResult right) {
        String construct = operation.operator().name();
        if (left.columns().size() != right.columns().size()) {
            throw new SqlException(
                            SqlState.SYNTAX_ERROR, "each " + construct + " query must have the same number of columns")
                    .at(
                            right.columns().isEmpty()
                                    ? operation.position()
                                    : right.columns().getFirst().position());
        }
        List<RexNode> lefts = new ArrayList<>();
        List<RexNode> rights = new ArrayList<>();
        for (int i = 0; i < left.columns().size(); i++) {
            OutputColumn l = left.columns().get(i);
            OutputColumn r = right.columns().get(i);
            List<Integer> places = List.of(l.position(), r.position());
            SqlType common = binding.coercion.commonType(construct, List.of(l.value(), r.value()), places);
            if (!operation.all()) {
                SortKeys.checkEquality(binding, common, l.position());
            }
            lefts.add(binding.coercion.toCommon(construct, l.value(), common, l.position()));
            rights.add(binding.coercion.toCommon(construct, r.value(), common, r.position()));
        }
        return new Sides(left.project(lefts), right.project(rights));
    }

    static boolean isUnion(QueryBody body) {
        return body instanceof SetOperation operation && operation.operator() == SetOperator.UNION;
    }
}
