package io.federator.engine.unparse;

import io.federator.spi.source.Rendered;
import io.federator.spi.source.SourceDialect;
import io.federator.spi.source.SourceDialect.Feature;
import io.federator.spi.type.SqlType;
import java.util.List;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.sql.SqlKind;

/** Joins whose right side depends on the row of the left: LATERAL, and subqueries that could not be made a join. */
final class LateralWriter {
    private final BlockWriter blocks;
    private final SourceDialect dialect;
    private final ExpressionWriter expressions;

    LateralWriter(BlockWriter blocks, SourceDialect dialect, ExpressionWriter expressions) {
        this.blocks = blocks;
        this.dialect = dialect;
        this.expressions = expressions;
    }

    Block write(Correlate correlate) throws NotWritable {
        blocks.require(Feature.LATERAL, true);
        Block left = blocks.plain(blocks.write(correlate.getLeft()));
        expressions.enter(correlate.getCorrelationId(), left.cells());
        Block right = blocks.write(correlate.getRight());
        return switch (correlate.getJoinType()) {
            case INNER -> joined(left, " CROSS JOIN LATERAL ", right, "");
            case LEFT -> joined(left, " LEFT JOIN LATERAL ", right, " ON " + yes());
            case SEMI -> exists(left, "EXISTS", right);
            case ANTI -> exists(left, "NOT EXISTS", right);
            default -> throw new NotWritable(correlate.getJoinType().name());
        };
    }

    private Block joined(Block left, String keyword, Block right, String on) throws NotWritable {
        Block table = blocks.derive(right);
        return Block.of(left.from() + keyword + table.from() + on, true, JoinWriter.concat(left.cells(), table.cells()))
                .withWhere(left.where());
    }

    private Block exists(Block left, String keyword, Block right) throws NotWritable {
        // Without its columns an aggregate over everything would be no aggregate.
        Block rows = right.aggregatesAll() ? blocks.derive(right) : right;
        return left.withWhere(List.of(keyword + " (" + BlockText.select(rows, List.of("1")) + ")"));
    }

    private String yes() throws NotWritable {
        return ExpressionWriter.require(dialect.literal(SqlType.BOOL, true), "true")
                .sql();
    }

    /** Whether it is the one value of a subquery used as an expression. */
    static boolean isScalar(Aggregate aggregate) {
        return aggregate.getGroupSet().isEmpty()
                && aggregate.getAggCallList().size() == 1
                && aggregate.getAggCallList().getFirst().getAggregation().getKind() == SqlKind.SINGLE_VALUE
                && aggregate.getAggCallList().getFirst().filterArg < 0;
    }

    /** A subquery used as an expression, which fails when it has more than one row. */
    static Block scalar(Aggregate aggregate, Block input) {
        Cell cell = input.cells()
                .get(aggregate.getAggCallList().getFirst().getArgList().getFirst());
        Rendered raw = cell.raw();
        String subquery = "(" + BlockText.select(input, List.of(raw.sql())) + ")";
        return Block.of("", false, List.of(Cell.computed(raw.renamed(subquery))));
    }
}
