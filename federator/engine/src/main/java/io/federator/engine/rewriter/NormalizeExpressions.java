package io.federator.engine.rewriter;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;

/** Brings conditions into the form in which sources and proofs understand them best. */
final class NormalizeExpressions {
    private final RexBuilder rex;
    private final UnwrapCasts casts;

    NormalizeExpressions(RelOptCluster cluster) {
        rex = cluster.getRexBuilder();
        casts = new UnwrapCasts(rex);
    }

    RelNode normalize(RelNode rel) {
        List<RelNode> inputs = rel.getInputs().stream().map(this::normalize).toList();
        RelNode same = inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
        return switch (same) {
            case Filter filter ->
                LogicalFilter.create(filter.getInput(), Rexes.and(rex, conditions(filter.getCondition())));
            case Join join ->
                join.copy(
                        join.getTraitSet(),
                        Rexes.and(rex, conditions(join.getCondition())),
                        join.getLeft(),
                        join.getRight(),
                        join.getJoinType(),
                        false);
            default -> same;
        };
    }

    private List<RexNode> conditions(RexNode condition) {
        List<RexNode> found = new ArrayList<>();
        for (RexNode conjunct : Rexes.conjuncts(condition)) {
            found.addAll(Rexes.conjuncts(factor(conjunct.accept(casts))));
        }
        return found;
    }

    /** {@code (a and b) or (a and c)} as {@code a and (b or c)}. */
    private RexNode factor(RexNode condition) {
        List<List<RexNode>> disjuncts =
                Rexes.disjuncts(condition).stream().map(Rexes::conjuncts).toList();
        if (disjuncts.size() < 2) {
            return condition;
        }
        List<RexNode> common = disjuncts.getFirst().stream()
                .filter(c -> !Rexes.isVolatile(c) && disjuncts.stream().allMatch(d -> d.contains(c)))
                .toList();
        if (common.isEmpty()) {
            return condition;
        }
        List<RexNode> all = new ArrayList<>(common);
        List<RexNode> rest = disjuncts.stream()
                .map(d -> Rexes.and(
                        rex, d.stream().filter(c -> !common.contains(c)).toList()))
                .toList();
        if (rest.stream().noneMatch(Rexes::alwaysTrue)) {
            all.add(Rexes.or(rex, rest));
        }
        return Rexes.and(rex, all);
    }
}
