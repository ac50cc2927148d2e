package io.federator.engine.rewriter;

import io.federator.engine.rel.PgTypeFactory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/** From {@code a = b} and a comparison of {@code b} with constants follows the same comparison of {@code a}. */
final class InferConditions {
    private InferConditions() {}

    /** What follows and is not there yet. */
    static List<RexNode> from(List<RexNode> conjuncts, RexBuilder rex) {
        Map<Integer, Set<RexInputRef>> equals = new TreeMap<>();
        for (RexNode conjunct : conjuncts) {
            if (conjunct.getKind() == SqlKind.EQUALS
                    && ((RexCall) conjunct).getOperands().get(0) instanceof RexInputRef a
                    && ((RexCall) conjunct).getOperands().get(1) instanceof RexInputRef b
                    && PgTypeFactory.sqlType(a.getType())
                            .bare()
                            .equals(PgTypeFactory.sqlType(b.getType()).bare())) {
                unite(equals, a, b);
            }
        }
        Set<RexNode> found = new LinkedHashSet<>();
        for (RexNode conjunct : conjuncts) {
            ImmutableBitSet read = Rexes.inputs(conjunct);
            if (read.cardinality() != 1 || !isComparison(conjunct)) {
                continue;
            }
            for (RexInputRef other : equals.getOrDefault(read.nth(0), Set.of())) {
                if (other.getIndex() != read.nth(0)) {
                    found.add(Rels.retype(Rexes.move(conjunct, i -> other.getIndex()), row(other, rex)));
                }
            }
        }
        List<RexNode> fresh = new ArrayList<>(found);
        fresh.removeIf(conjuncts::contains);
        return fresh;
    }

    /** A row type that has the column's type at its position. */
    private static RelDataType row(RexInputRef ref, RexBuilder rex) {
        var builder = rex.getTypeFactory().builder();
        for (int i = 0; i <= ref.getIndex(); i++) {
            builder.add("c" + i, ref.getType());
        }
        return builder.build();
    }

    private static void unite(Map<Integer, Set<RexInputRef>> equals, RexInputRef a, RexInputRef b) {
        Set<RexInputRef> all = new LinkedHashSet<>(List.of(a, b));
        all.addAll(equals.getOrDefault(a.getIndex(), Set.of()));
        all.addAll(equals.getOrDefault(b.getIndex(), Set.of()));
        all.forEach(ref -> equals.put(ref.getIndex(), all));
    }

    /** Comparisons of a plain column with constants and parameters, which see no difference between equal values. */
    private static boolean isComparison(RexNode node) {
        return switch (node.getKind()) {
            case AND, OR -> ((RexCall) node).getOperands().stream().allMatch(InferConditions::isComparison);
            case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
                ((RexCall) node)
                        .getOperands().stream().allMatch(o -> o instanceof RexInputRef || Rexes.isRunTimeConstant(o));
            default -> false;
        };
    }
}
