package io.federator.engine.unparse;

import io.federator.engine.rel.PgTypeFactory;
import io.federator.spi.source.Rendered;
import io.federator.spi.source.SortKey;
import io.federator.spi.source.SourceDialect;
import io.federator.spi.source.SourceDialect.Feature;
import io.federator.spi.source.SourceDialect.KeyUse;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** Grouping, DISTINCT and aggregate functions. */
final class AggregateWriter {
    /** The most arguments that GROUPING takes. */
    private static final int MAX_GROUPING = 31;

    private final BlockWriter blocks;
    private final SourceDialect dialect;
    private final ExpressionWriter expressions;

    AggregateWriter(BlockWriter blocks, SourceDialect dialect, ExpressionWriter expressions) {
        this.blocks = blocks;
        this.dialect = dialect;
        this.expressions = expressions;
    }

    Block write(Aggregate aggregate) throws NotWritable {
        if (LateralWriter.isScalar(aggregate) && dialect.supports(Feature.LATERAL)) {
            return LateralWriter.scalar(aggregate, blocks.write(aggregate.getInput()));
        }
        boolean sets = aggregate.getGroupType() != Aggregate.Group.SIMPLE;
        blocks.require(Feature.GROUPING_SETS, sets);
        blocks.require(aggregate.getAggCallList().isEmpty() ? Feature.DISTINCT : Feature.AGGREGATE, true);
        Block input = blocks.write(aggregate.getInput());
        boolean inPlace = input.isPlain() && !groupsByArgument(aggregate, input) && !aggregatesOuter(aggregate, input);
        if (!inPlace || (sets && !groupsByColumns(aggregate, input))) {
            input = blocks.derive(input);
        }
        Map<Integer, String> keys = new LinkedHashMap<>();
        List<Cell> cells = new ArrayList<>();
        for (int column : aggregate.getGroupSet()) {
            Cell cell = input.cells().get(column);
            Rendered key = blocks.key(cell.requireValue(), KeyUse.EQUALITY);
            keys.put(column, groupItem(key));
            // A key that is the column itself is fetched as the column; any other is fetched as it was grouped by.
            cells.add(key.sql().equals(cell.raw().sql()) ? cell : Cell.computed(key));
        }
        for (AggregateCall call : aggregate.getAggCallList()) {
            boolean grouping = call.getAggregation().getKind() == SqlKind.GROUPING;
            cells.add(Cell.computed(grouping ? grouping(call, keys) : call(call, input)));
        }
        if (keys.isEmpty() && aggregate.getAggCallList().isEmpty()) {
            throw new NotWritable("an aggregate without keys and calls");
        }
        return sets
                ? input.groupedBySets(
                        aggregate.getGroupSets().stream()
                                .map(set -> set.asList().stream().map(keys::get).toList())
                                .toList(),
                        cells)
                : input.grouped(List.copyOf(keys.values()), cells);
    }

    /** An expression over one key that is another key would be taken for that one, which other sets leave out. */
    private static boolean groupsByColumns(Aggregate aggregate, Block input) {
        List<String> keys = aggregate.getGroupSet().asList().stream()
                .map(column -> input.cells().get(column))
                .filter(Cell::isColumn)
                .map(cell -> cell.raw().sql())
                .distinct()
                .toList();
        return keys.size() == aggregate.getGroupCount();
    }

    /** Bits that say which keys a row's set leaves out; an integer in PostgreSQL, a bigint here. */
    private Rendered grouping(AggregateCall call, Map<Integer, String> keys) throws NotWritable {
        blocks.require(Feature.GROUPING_SETS, true);
        List<String> arguments = call.getArgList().stream().map(keys::get).toList();
        if (arguments.isEmpty() || arguments.size() > MAX_GROUPING) {
            throw new NotWritable("GROUPING of so many keys");
        }
        Rendered bits = Rendered.computed("GROUPING(" + String.join(", ", arguments) + ")", SqlType.INT4);
        return ExpressionWriter.require(
                dialect.call("cast", List.of(bits), PgTypeFactory.sqlType(call.getType())), "a cast");
    }

    /** An aggregate of columns of an outer query alone would be one of that query. */
    private boolean aggregatesOuter(Aggregate aggregate, Block input) {
        return aggregate.getAggCallList().stream()
                .flatMap(call -> Stream.concat(call.getArgList().stream(), Stream.of(call.filterArg)))
                .anyMatch(column -> column >= 0
                        && expressions.mayBeOuter(
                                input.cells().get(column).raw().sql()));
    }

    /** A key with a placeholder is another expression each time it is written; so is what DISTINCT sorts by. */
    private static boolean groupsByArgument(Aggregate aggregate, Block input) {
        Stream<Integer> sorted = aggregate.getAggCallList().stream()
                .filter(AggregateCall::isDistinct)
                .flatMap(call -> call.getCollation().getFieldCollations().stream())
                .map(RelFieldCollation::getFieldIndex);
        return Stream.concat(aggregate.getGroupSet().asList().stream(), sorted)
                .anyMatch(column ->
                        Arguments.isMarked(input.cells().get(column).raw().sql()));
    }

    /** A bare number in GROUP BY would be a position. */
    private static String groupItem(Rendered key) throws NotWritable {
        if (key.constant()) {
            throw new NotWritable("a constant as a grouping key");
        }
        return key.sql();
    }

    private Rendered call(AggregateCall call, Block input) throws NotWritable {
        if (call.isApproximate() || call.ignoreNulls()) {
            throw new NotWritable("an aggregate of this form");
        }
        String name = call.getAggregation().getName().toLowerCase(Locale.ROOT);
        Map<Integer, SortKey> order = order(call, input);
        List<Rendered> operands = new ArrayList<>();
        for (int argument : call.getArgList()) {
            Rendered value = input.cells().get(argument).requireValue();
            SortKey sorted = order.get(argument);
            if (name.equals("min") || name.equals("max")) {
                value = blocks.key(value, KeyUse.ORDER);
            } else if (call.isDistinct() && sorted != null) {
                // Duplicates are found by sorting: argument and sort key must be one expression.
                value = sorted.key();
            } else if (call.isDistinct()) {
                value = blocks.key(value, KeyUse.EQUALITY);
            }
            operands.add(value);
        }
        @Nullable Rendered filter =
                call.filterArg < 0 ? null : input.cells().get(call.filterArg).requireValue();
        var type = PgTypeFactory.sqlType(call.getType());
        if (call.isDistinct() && !call.getArgList().containsAll(order.keySet())) {
            throw new NotWritable("DISTINCT in the order of another expression");
        }
        Rendered plain = order.isEmpty() ? dialect.aggregate(name, call.isDistinct(), operands, filter, type) : null;
        return ExpressionWriter.require(
                plain != null
                        ? plain
                        : dialect.orderedAggregate(
                                name, call.isDistinct(), operands, List.copyOf(order.values()), filter, type),
                "aggregate " + name);
    }

    /** By column, in order; constants sort nothing. */
    private Map<Integer, SortKey> order(AggregateCall call, Block input) throws NotWritable {
        Map<Integer, SortKey> order = new LinkedHashMap<>();
        for (RelFieldCollation field : call.getCollation().getFieldCollations()) {
            Rendered value = input.cells().get(field.getFieldIndex()).requireValue();
            if (!value.constant()) {
                boolean nullsFirst = field.nullDirection == RelFieldCollation.NullDirection.FIRST;
                order.put(
                        field.getFieldIndex(),
                        new SortKey(blocks.key(value, KeyUse.ORDER), field.direction.isDescending(), nullsFirst));
            }
        }
        return order;
    }
}
