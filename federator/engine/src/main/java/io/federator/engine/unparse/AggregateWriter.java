package io.federator.engine.unparse;

import io.federator.engine.rel.PgTypeFactory;
import io.federator.spi.source.Rendered;
import io.federator.spi.source.SourceDialect;
import io.federator.spi.source.SourceDialect.Feature;
import io.federator.spi.source.SourceDialect.KeyUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.jspecify.annotations.Nullable;

/** Grouping, DISTINCT and aggregate functions. */
final class AggregateWriter {
    private final BlockWriter blocks;
    private final SourceDialect dialect;

    AggregateWriter(BlockWriter blocks, SourceDialect dialect) {
        this.blocks = blocks;
        this.dialect = dialect;
    }

    Block write(Aggregate aggregate) throws NotWritable {
        if (aggregate.getGroupType() != Aggregate.Group.SIMPLE) {
            throw new NotWritable("GROUPING SETS");
        }
        blocks.require(aggregate.getAggCallList().isEmpty() ? Feature.DISTINCT : Feature.AGGREGATE, true);
        Block input = blocks.write(aggregate.getInput());
        if (!input.isPlain() || groupsByArgument(aggregate, input)) {
            input = blocks.derive(input);
        }
        List<String> keys = new ArrayList<>();
        List<Cell> cells = new ArrayList<>();
        for (int column : aggregate.getGroupSet()) {
            Cell cell = input.cells().get(column);
            Rendered key = blocks.key(cell.requireValue(), KeyUse.EQUALITY);
            keys.add(groupItem(key));
            // A key that is the column itself is fetched as the column; any other is fetched as it was grouped by.
            cells.add(key.sql().equals(cell.raw().sql()) ? cell : Cell.computed(key));
        }
        for (AggregateCall call : aggregate.getAggCallList()) {
            cells.add(Cell.computed(call(call, input)));
        }
        if (keys.isEmpty() && aggregate.getAggCallList().isEmpty()) {
            throw new NotWritable("an aggregate without keys and calls");
        }
        return input.grouped(keys, cells);
    }

    /** A key with a placeholder is another expression each time it is written. */
    private static boolean groupsByArgument(Aggregate aggregate, Block input) {
        return aggregate.getGroupSet().asList().stream()
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
        if (!call.getCollation().getFieldCollations().isEmpty() || call.isApproximate() || call.ignoreNulls()) {
            throw new NotWritable("an ordered aggregate");
        }
        String name = call.getAggregation().getName().toLowerCase(Locale.ROOT);
        List<Rendered> operands = new ArrayList<>();
        for (int argument : call.getArgList()) {
            Rendered value = input.cells().get(argument).requireValue();
            if (name.equals("min") || name.equals("max")) {
                value = blocks.key(value, KeyUse.ORDER);
            } else if (call.isDistinct()) {
                value = blocks.key(value, KeyUse.EQUALITY);
            }
            operands.add(value);
        }
        @Nullable Rendered filter =
                call.filterArg < 0 ? null : input.cells().get(call.filterArg).requireValue();
        var type = PgTypeFactory.sqlType(call.getType());
        return ExpressionWriter.require(
                dialect.aggregate(name, call.isDistinct(), operands, filter, type), "aggregate " + name);
    }
}
