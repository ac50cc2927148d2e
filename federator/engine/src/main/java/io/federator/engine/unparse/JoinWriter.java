package io.federator.engine.unparse;

import io.federator.spi.source.SourceDialect;
import io.federator.spi.source.SourceDialect.Feature;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;

/** Joins: inner and outer ones in the FROM clause, semi- and anti-joins as EXISTS. */
final class JoinWriter {
    private final BlockWriter blocks;
    private final SourceDialect dialect;
    private final ExpressionWriter expressions;

    JoinWriter(BlockWriter blocks, SourceDialect dialect, ExpressionWriter expressions) {
        this.blocks = blocks;
        this.dialect = dialect;
        this.expressions = expressions;
    }

    Block write(Join join) throws NotWritable {
        return switch (join.getJoinType()) {
            case INNER -> inner(join);
            case LEFT -> left(join.getLeft(), join.getRight(), join, false);
            case RIGHT -> left(join.getRight(), join.getLeft(), join, true);
            case FULL -> full(join);
            case SEMI -> exists(join, "EXISTS");
            case ANTI -> exists(join, "NOT EXISTS");
            default -> throw new NotWritable(join.getJoinType().name());
        };
    }

    private Block inner(Join join) throws NotWritable {
        blocks.require(Feature.INNER_JOIN, true);
        Block left = blocks.plain(blocks.write(join.getLeft()));
        Block right = blocks.plain(blocks.write(join.getRight()));
        List<Cell> cells = concat(left.cells(), right.cells());
        List<String> on = expressions.conjuncts(join.getCondition(), cells);
        String from = left.from()
                + (on.isEmpty() ? " CROSS JOIN " : " JOIN ")
                + operand(right)
                + (on.isEmpty() ? "" : " ON " + String.join(" AND ", on));
        return Block.of(from, true, cells).withWhere(left.where()).withWhere(right.where());
    }

    /** {@code swapped} when the tree's left input is the one that is filled with NULLs. */
    private Block left(RelNode keptRel, RelNode filledRel, Join join, boolean swapped) throws NotWritable {
        blocks.require(Feature.LEFT_JOIN, true);
        // A filter on the kept side may stay in WHERE; the filled side's belongs before the join.
        Block kept = blocks.plain(blocks.write(keptRel));
        Block filled = nullable(blocks.write(filledRel));
        List<Cell> cells = swapped ? concat(filled.cells(), kept.cells()) : concat(kept.cells(), filled.cells());
        String on = on(expressions.conjuncts(join.getCondition(), cells));
        return Block.of(kept.from() + " LEFT JOIN " + operand(filled) + " ON " + on, true, cells)
                .withWhere(kept.where());
    }

    private Block full(Join join) throws NotWritable {
        blocks.require(Feature.FULL_JOIN, true);
        Block left = nullable(blocks.write(join.getLeft()));
        Block right = nullable(blocks.write(join.getRight()));
        List<Cell> cells = concat(left.cells(), right.cells());
        String on = on(expressions.conjuncts(join.getCondition(), cells));
        return Block.of(left.from() + " FULL JOIN " + operand(right) + " ON " + on, true, cells);
    }

    private Block exists(Join join, String keyword) throws NotWritable {
        blocks.require(Feature.SEMI_JOIN, true);
        Block left = blocks.write(join.getLeft());
        if (!left.isPlain()) {
            left = blocks.derive(left);
        }
        Block right = blocks.plain(blocks.write(join.getRight()));
        List<String> on = expressions.conjuncts(join.getCondition(), concat(left.cells(), right.cells()));
        String subquery = BlockText.select(right.withWhere(on), List.of("1"));
        return left.withWhere(List.of(keyword + " (" + subquery + ")"));
    }

    /** A block that an outer join may fill with NULLs: plain columns of its own without a filter. */
    private Block nullable(Block block) throws NotWritable {
        boolean columnsOnly = block.cells().stream()
                .allMatch(cell ->
                        cell.isColumn() && !expressions.mayBeOuter(cell.raw().sql()));
        return block.isPlain()
                        && columnsOnly
                        && block.where().isEmpty()
                        && !block.from().isEmpty()
                ? block
                : blocks.derive(block);
    }

    private static String operand(Block block) {
        return block.joined() ? "(" + block.from() + ")" : block.from();
    }

    private String on(List<String> conjuncts) throws NotWritable {
        if (!conjuncts.isEmpty()) {
            return String.join(" AND ", conjuncts);
        }
        return ExpressionWriter.require(dialect.literal(SqlType.BOOL, true), "true")
                .sql();
    }

    static List<Cell> concat(List<Cell> left, List<Cell> right) {
        List<Cell> all = new ArrayList<>(left);
        all.addAll(right);
        return all;
    }
}
