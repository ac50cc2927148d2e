package io.federator.engine.planner;

import io.federator.engine.planner.Placed.Gathered;
import io.federator.engine.planner.Placed.Piece;
import io.federator.engine.planner.Placed.Pieces;
import io.federator.engine.rel.Constant;
import io.federator.engine.rel.PgTypeFactory;
import io.federator.engine.rewriter.Rels;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/**
 * Sorts and limits in the source when there is one piece. Of several pieces each hands out the first rows of its own, as many as the
 * query may need, and the gateway sorts and limits again.
 */
final class SortPlacement {
    private final Placing placing;

    SortPlacement(Placing placing) {
        this.placing = placing;
    }

    Placed place(Sort sort, Placed input) {
        if (!(input instanceof Pieces pieces)
                || !placing.pushdown()
                || pieces.pieces().isEmpty()) {
            return new Gathered(above(sort, input));
        }
        if (pieces.pieces().size() == 1) {
            Optional<Pieces> whole = push(pieces, sort, count(sort.offset, 0), count(sort.fetch, Long.MAX_VALUE));
            return whole.isPresent() ? whole.get() : new Gathered(above(sort, pieces));
        }
        RexNode most = most(sort);
        Placed limited = most == null ? pieces : push(pieces, sort, null, most).orElse(pieces);
        return new Gathered(above(sort, limited));
    }

    private RelNode above(Sort sort, Placed input) {
        return Rels.sort(placing.gateway().gather(input), sort.getCollation(), sort.offset, sort.fetch);
    }

    private Optional<Pieces> push(Pieces pieces, Sort sort, @Nullable RexNode offset, @Nullable RexNode fetch) {
        List<Piece> pushed = new ArrayList<>();
        for (Piece piece : pieces.pieces()) {
            RelNode tree = Rels.sort(piece.tree(), sort.getCollation(), offset, fetch);
            List<String> able = placing.writer().able(tree, piece.candidates());
            if (able.isEmpty()) {
                return Optional.empty();
            }
            pushed.add(piece.with(tree, able, piece.knowledge()));
        }
        return Optional.of(new Pieces(pushed, pieces.rowType()));
    }

    /** The most rows that the query can need of one piece; null when that is not known to be limited. */
    private @Nullable RexNode most(Sort sort) {
        if (sort.fetch == null || sort.offset == null) {
            return count(sort.fetch, Long.MAX_VALUE);
        }
        if (!Constant.isConstant(sort.fetch) || !Constant.isConstant(sort.offset)) {
            return null;
        }
        if (!(Constant.valueOf(sort.fetch) instanceof Number fetch)) {
            return null;
        }
        long offset = Constant.valueOf(sort.offset) instanceof Number number ? number.longValue() : 0;
        if (fetch.longValue() < 0 || offset < 0 || fetch.longValue() > Long.MAX_VALUE - offset) {
            return null;
        }
        return constant(fetch.longValue() + offset);
    }

    /** A count for a source: never NULL, which stands for none in PostgreSQL alone. */
    private @Nullable RexNode count(@Nullable RexNode count, long none) {
        if (count == null || (Constant.isConstant(count) && Constant.valueOf(count) == null)) {
            return null;
        }
        return count instanceof RexDynamicParam
                ? placing.rex()
                        .makeCall(
                                types().of(SqlType.INT8, false),
                                SqlStdOperatorTable.COALESCE,
                                List.of(count, constant(none)))
                : count;
    }

    private RexNode constant(long value) {
        return Constant.of(placing.rex(), types(), SqlType.INT8, value);
    }

    private PgTypeFactory types() {
        return (PgTypeFactory) placing.rex().getTypeFactory();
    }
}
