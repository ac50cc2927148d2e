package io.federator.engine.binder;

import com.google.common.collect.ImmutableList;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.QueryBody;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;

/** VALUES lists. */
final class ValuesBinder {
    private final Binding binding;
    private final Level level;

    ValuesBinder(Binding binding, Level level) {
        this.binding = binding;
        this.level = level;
    }

    QueryResult bind(QueryBody.Values values) {
        int width = values.rows().getFirst().size();
        List<List<RexNode>> rows = new ArrayList<>();
        for (List<Expression> row : values.rows()) {
            if (row.size() != width) {
                throw new SqlException(SqlState.SYNTAX_ERROR, "VALUES lists must all be the same length")
                        .at(row.isEmpty() ? values.position() : row.getFirst().start());
            }
            rows.add(new ArrayList<>(
                    level.in(ExpressionKind.VALUES, () -> level.expressions().bind(row))));
        }
        for (int column = 0; rows.size() > 1 && column < width; column++) {
            unify(rows, column, values);
        }
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
            names.add("column" + i);
        }
        List<List<RexNode>> stored = rows.stream()
                .map(row -> row.stream().map(this::stored).toList())
                .toList();
        return result(rel(stored, names), names, rows, values);
    }

    private QueryResult result(RelNode rel, List<String> names, List<List<RexNode>> rows, QueryBody.Values values) {
        List<OutputColumn> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            RexNode first = rows.getFirst().get(i);
            RexNode value = Binding.isUnknown(first) ? first : RexInputRef.of(i, rel.getRowType());
            int position = values.rows().getFirst().get(i).start();
            int column = i;
            List<RexNode> all = rows.stream().map(r -> r.get(column)).toList();
            columns.add(
                    new OutputColumn(names.get(i), value, 0, 0, position, binding.collations.ofColumn(all, position)));
        }
        return new QueryResult(rel, rel, null, columns);
    }

    private void unify(List<List<RexNode>> rows, int column, QueryBody.Values values) {
        List<RexNode> nodes = rows.stream().map(r -> r.get(column)).toList();
        List<Integer> places =
                values.rows().stream().map(r -> r.get(column).start()).toList();
        List<RexNode> alike = binding.coercion.toCommon("VALUES", nodes, places);
        for (int i = 0; i < rows.size(); i++) {
            rows.get(i).set(column, alike.get(i));
        }
    }

    /** A single row's untyped value is typed by the place that the list is in. */
    private RexNode stored(RexNode node) {
        if (node instanceof UnknownLiteral literal) {
            return binding.constant(SqlType.TEXT, literal.value());
        }
        return Binding.isUnknown(node) ? binding.constant(SqlType.TEXT, null) : node;
    }

    /** One row for each list. */
    RelNode rel(List<List<RexNode>> rows, List<String> names) {
        if (!names.isEmpty() && rows.stream().allMatch(r -> r.stream().allMatch(ValuesBinder::isSimple))) {
            return literals(rows, names);
        }
        RelNode one = LogicalValues.createOneRow(binding.cluster);
        List<RelNode> selects = new ArrayList<>();
        for (List<RexNode> row : rows) {
            selects.add(Placement.over(level, one).project(row, names));
        }
        return selects.size() == 1 ? selects.getFirst() : LogicalUnion.create(selects, true);
    }

    private static boolean isSimple(RexNode node) {
        TypeKind kind = Binding.typeOf(node).kind();
        return node instanceof RexLiteral && (kind.isInteger() || kind == TypeKind.BOOL);
    }

    private RelNode literals(List<List<RexNode>> rows, List<String> names) {
        RelDataTypeFactory.Builder row = binding.types.builder();
        for (int i = 0; i < names.size(); i++) {
            int column = i;
            boolean nullable =
                    rows.stream().anyMatch(r -> r.get(column).getType().isNullable());
            row.add(
                    names.get(i),
                    binding.types.of(Binding.typeOf(rows.getFirst().get(i)), nullable));
        }
        ImmutableList<ImmutableList<RexLiteral>> tuples = rows.stream()
                .map(r -> r.stream().map(RexLiteral.class::cast).collect(ImmutableList.toImmutableList()))
                .collect(ImmutableList.toImmutableList());
        return LogicalValues.create(binding.cluster, row.build(), tuples);
    }
}
