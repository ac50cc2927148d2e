package io.federator.engine.binder;

import com.google.common.collect.ImmutableList;
import io.federator.engine.binder.LimitBinder.Limits;
import io.federator.engine.collation.TextOrder;
import io.federator.engine.rel.Constant;
import io.federator.engine.rel.PgAggregate;
import io.federator.engine.rel.PgOperator;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
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
 * @param texts the order of texts, for each of {@code order}
 * @param on the fields of DISTINCT ON, empty without
 */
record RowOrder(
        Binding binding,
        List<OutputColumn> columns,
        List<RelFieldCollation> order,
        List<TextOrder> texts,
        boolean distinct,
        List<Integer> on,
        Limits limits) {

    /** The same by other fields. */
    RowOrder by(IntUnaryOperator field) {
        return new RowOrder(
                binding,
                columns,
                order.stream()
                        .map(key -> key.withFieldIndex(field.applyAsInt(key.getFieldIndex())))
                        .toList(),
                texts,
                distinct,
                on.stream().map(field::applyAsInt).toList(),
                limits);
    }

    /** The rows that DISTINCT ON leaves, and behind them a number that counts them in the order of ORDER BY. */
    RelNode numbered(RelNode rows) {
        List<RelFieldCollation> keys = new ArrayList<>();
        RelNode rel = withKeys(rows, keys);
        if (!on.isEmpty()) {
            rel = firstOfEach(rel, keys);
        }
        return with(rel, List.of(over("row_number", List.of(), keys, rel)), List.of("row_number"));
    }

    QueryResult apply(RelNode rows) {
        RelNode rel = rows;
        if (distinct) {
            rel = trim(rel);
            rel = LogicalAggregate.create(rel, List.of(), ImmutableBitSet.range(columns.size()), null, List.of());
        }
        List<RelFieldCollation> keys = new ArrayList<>();
        rel = withKeys(rel, keys);
        if (!on.isEmpty()) {
            rel = firstOfEach(rel, keys);
        }
        RelCollation collation = RelCollations.of(keys);
        boolean numbered =
                limits.withTies() || !LimitBinder.isFixed(limits.count()) || !LimitBinder.isFixed(limits.offset());
        RelNode sorted = numbered
                ? sort(counted(rel, keys), collation, null, null)
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

    /** The rows with what texts are sorted by beside them, where that is not themselves. */
    private RelNode withKeys(RelNode rel, List<RelFieldCollation> keys) {
        List<RexNode> more = new ArrayList<>();
        List<String> names = new ArrayList<>();
        int width = rel.getRowType().getFieldCount();
        for (int i = 0; i < order.size(); i++) {
            RelFieldCollation plain = order.get(i);
            RexNode value = RexInputRef.of(plain.getFieldIndex(), rel.getRowType());
            RexNode key = binding.collations.key(value, texts.get(i));
            if (key.equals(value)) {
                keys.add(plain);
            } else {
                keys.add(plain.withFieldIndex(width + more.size()));
                more.add(key);
                names.add("key" + i);
            }
        }
        return more.isEmpty() ? rel : with(rel, more, names);
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
    private RelNode firstOfEach(RelNode rel, List<RelFieldCollation> sorted) {
        int width = rel.getRowType().getFieldCount();
        List<RexNode> keys = on.stream()
                .<RexNode>map(i -> RexInputRef.of(i, rel.getRowType()))
                .toList();
        List<RelFieldCollation> rest = IntStream.range(0, order.size())
                .filter(i -> !on.contains(order.get(i).getFieldIndex()))
                .mapToObj(sorted::get)
                .toList();
        RelNode numbered = with(rel, List.of(over("row_number", keys, rest, rel)), List.of("row_number"));
        RexNode first = compare(
                SqlStdOperatorTable.EQUALS,
                RexInputRef.of(width, numbered.getRowType()),
                binding.constant(SqlType.INT8, 1L));
        return fields(LogicalFilter.create(numbered, first), width);
    }

    /** The rows from OFFSET up to LIMIT by number, and with WITH TIES those that the last of them is tied with by rank. */
    private RelNode counted(RelNode rel, List<RelFieldCollation> sorted) {
        int width = rel.getRowType().getFieldCount();
        List<RexNode> positions = new ArrayList<>(List.of(over("row_number", List.of(), sorted, rel)));
        if (limits.withTies()) {
            positions.add(over("rank", List.of(), sorted, rel));
        }
        RelNode numbered = with(rel, positions, List.of("row_number", "rank").subList(0, positions.size()));
        RexNode number = RexInputRef.of(width, numbered.getRowType());
        RexNode last = RexInputRef.of(width + positions.size() - 1, numbered.getRowType());
        RexNode condition = isConstant(limits.offset()) && isConstant(limits.count())
                ? within(number, last, constant(limits.offset(), 0), constant(limits.count(), Long.MAX_VALUE))
                : within(
                        number,
                        last,
                        checked(PgOperator.OFFSET_COUNT, limits.offset()),
                        checked(PgOperator.LIMIT_COUNT, limits.count()));
        return fields(LogicalFilter.create(numbered, condition), width);
    }

    private static boolean isConstant(@Nullable RexNode count) {
        return count == null || Constant.isConstant(count);
    }

    private static long constant(@Nullable RexNode count, long otherwise) {
        return count != null && Constant.valueOf(count) instanceof Long value ? value : otherwise;
    }

    private RexNode within(RexNode number, RexNode last, long offset, long count) {
        long end = count > Long.MAX_VALUE - offset ? Long.MAX_VALUE : offset + count;
        RexNode reaches = count == 0
                ? binding.rex.makeLiteral(false)
                : compare(SqlStdOperatorTable.LESS_THAN_OR_EQUAL, last, binding.constant(SqlType.INT8, end));
        return binding.bool(
                SqlStdOperatorTable.AND,
                compare(SqlStdOperatorTable.GREATER_THAN, number, binding.constant(SqlType.INT8, offset)),
                reaches);
    }

    private RexNode within(RexNode number, RexNode last, RexNode offset, RexNode count) {
        RexNode behind = binding.call(PgOperator.immutable("-"), SqlType.INT8, List.of(last, offset));
        return binding.bool(
                SqlStdOperatorTable.AND,
                compare(SqlStdOperatorTable.GREATER_THAN, count, binding.constant(SqlType.INT8, 0L)),
                compare(SqlStdOperatorTable.GREATER_THAN, number, offset),
                compare(SqlStdOperatorTable.LESS_THAN_OR_EQUAL, behind, count));
    }

    private RexNode checked(String operator, @Nullable RexNode count) {
        RexNode value = count == null ? binding.constant(SqlType.INT8, null) : count;
        return binding.rex.makeCall(
                binding.types.of(SqlType.INT8, false),
                PgOperator.immutable(operator).returning(SqlType.INT8),
                List.of(value));
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
