package io.federator.engine.binder;

import com.google.common.collect.ImmutableList;
import io.federator.engine.binder.LimitBinder.Limits;
import io.federator.engine.rel.PgAggregate;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * What comes after the select list: DISTINCT, ORDER BY, LIMIT, and the removal of columns that only they needed.
 *
 * @param columns the query's columns, the first fields of its rows
 * @param order by fields of the rows
 * @param on the fields of DISTINCT ON, empty without
 */
record RowOrder(
        Binding binding,
        List<OutputColumn> columns,
        List<RelFieldCollation> order,
        boolean distinct,
        List<Integer> on,
        Limits limits) {

    QueryResult apply(RelNode rows) {
        RelNode rel = rows;
        if (distinct) {
            rel = trim(rel);
            rel = LogicalAggregate.create(rel, List.of(), ImmutableBitSet.range(columns.size()), null, List.of());
        }
        if (!on.isEmpty()) {
            rel = firstOfEach(rel);
        }
        RelCollation collation = RelCollations.of(order);
        RelNode sorted = limits.withTies()
                ? sort(withTies(rel), collation, null, null)
                : sort(rel, collation, limits.offset(), limits.count());
        RelNode trimmed = trim(sorted);
        List<OutputColumn> result = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            OutputColumn column = columns.get(i);
            result.add(
                    Binding.isUnknown(column.value())
                            ? column
                            : column.withValue(RexInputRef.of(i, trimmed.getRowType())));
        }
        return new QueryResult(trimmed, sorted, order.isEmpty() ? null : collation, result);
    }

    private static RelNode sort(
            RelNode rel, RelCollation collation, @Nullable RexNode offset, @Nullable RexNode count) {
        return collation.getFieldCollations().isEmpty() && offset == null && count == null
                ? rel
                : LogicalSort.create(rel, collation, offset, count);
    }

    private RelNode trim(RelNode rel) {
        int width = rel.getRowType().getFieldCount();
        return width == columns.size() ? rel : fields(rel, columns.size());
    }

    /** The first fields of the rows. */
    private RelNode fields(RelNode rel, int count) {
        List<RexNode> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            nodes.add(RexInputRef.of(i, rel.getRowType()));
        }
        return LogicalProject.create(
                rel, List.of(), nodes, rel.getRowType().getFieldNames().subList(0, count), Set.of());
    }

    /** DISTINCT ON: the first row, in the order of ORDER BY, of those that are alike. */
    private RelNode firstOfEach(RelNode rel) {
        int width = rel.getRowType().getFieldCount();
        List<RexNode> keys = on.stream()
                .<RexNode>map(i -> RexInputRef.of(i, rel.getRowType()))
                .toList();
        List<RelFieldCollation> rest =
                order.stream().filter(o -> !on.contains(o.getFieldIndex())).toList();
        RelNode numbered = with(rel, List.of(over("row_number", keys, rest, rel)), List.of("row_number"));
        RexNode first = compare(
                SqlStdOperatorTable.EQUALS,
                RexInputRef.of(width, numbered.getRowType()),
                binding.constant(SqlType.INT8, 1L));
        return fields(LogicalFilter.create(numbered, first), width);
    }

    /** The first rows by number, and those that the last of them is tied with by rank. */
    private RelNode withTies(RelNode rel) {
        int width = rel.getRowType().getFieldCount();
        RelNode numbered = with(
                rel,
                List.of(over("row_number", List.of(), order, rel), over("rank", List.of(), order, rel)),
                List.of("row_number", "rank"));
        long offset = LimitBinder.constant(limits.offset(), 0);
        long count = LimitBinder.constant(limits.count(), Long.MAX_VALUE);
        long last = count > Long.MAX_VALUE - offset ? Long.MAX_VALUE : offset + count;
        RexNode behind = compare(
                SqlStdOperatorTable.GREATER_THAN,
                RexInputRef.of(width, numbered.getRowType()),
                binding.constant(SqlType.INT8, offset));
        RexNode within = count == 0
                ? binding.rex.makeLiteral(false)
                : compare(
                        SqlStdOperatorTable.LESS_THAN_OR_EQUAL,
                        RexInputRef.of(width + 1, numbered.getRowType()),
                        binding.constant(SqlType.INT8, last));
        RexNode condition = binding.bool(SqlStdOperatorTable.AND, behind, within);
        return fields(LogicalFilter.create(numbered, condition), width);
    }

    private RexNode compare(SqlOperator operator, RexNode left, RexNode right) {
        return binding.bool(operator, left, right);
    }

    /** The rows with further columns. */
    private static RelNode with(RelNode rel, List<RexNode> more, List<String> names) {
        List<RexNode> nodes = new ArrayList<>();
        List<String> allNames = new ArrayList<>(rel.getRowType().getFieldNames());
        for (int i = 0; i < rel.getRowType().getFieldCount(); i++) {
            nodes.add(RexInputRef.of(i, rel.getRowType()));
        }
        nodes.addAll(more);
        allNames.addAll(names);
        return LogicalProject.create(rel, List.of(), nodes, QueryResult.unique(allNames, nodes.size()), Set.of());
    }

    private RexNode over(String function, List<RexNode> keys, List<RelFieldCollation> collations, RelNode rel) {
        ImmutableList.Builder<RexFieldCollation> sorted = ImmutableList.builder();
        for (RelFieldCollation collation : collations) {
            Set<SqlKind> flags = new HashSet<>();
            if (collation.direction == RelFieldCollation.Direction.DESCENDING) {
                flags.add(SqlKind.DESCENDING);
            }
            flags.add(
                    collation.nullDirection == RelFieldCollation.NullDirection.FIRST
                            ? SqlKind.NULLS_FIRST
                            : SqlKind.NULLS_LAST);
            sorted.add(new RexFieldCollation(RexInputRef.of(collation.getFieldIndex(), rel.getRowType()), flags));
        }
        return binding.rex.makeOver(
                binding.types.of(SqlType.INT8, false),
                PgAggregate.of(function).returning(SqlType.INT8),
                List.of(),
                keys,
                sorted.build(),
                RexWindowBounds.UNBOUNDED_PRECEDING,
                RexWindowBounds.CURRENT_ROW,
                false,
                true,
                false,
                false,
                false);
    }
}
