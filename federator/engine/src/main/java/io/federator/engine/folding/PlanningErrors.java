package io.federator.engine.folding;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.evaluator.ExpressionCompiler;
import io.federator.engine.folding.Scope.Row;
import io.federator.engine.rel.Fence;
import io.federator.spi.error.SqlException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Finds the error that PostgreSQL raises while it plans a query, whether there are rows or not: it evaluates immutable calls over
 * constants wherever they may be reached ({@code SELECT CASE WHEN id < 0 THEN 1/0 END}), and not where constants rule them out, in
 * columns that nothing reads or in the select list of EXISTS.
 *
 * <p>Where it depends on more than the tree says what PostgreSQL does, there is no error; execution raises it when the
 * expression is reached. Works on a bound tree, as what is part of which query is gone after the first rewriting. One for each
 * query.
 */
public final class PlanningErrors {
    private static final Row NO_ROW = new Row(0, i -> Folded.Maybe.MAYBE);

    private final ExpressionFolder folder;
    /** Where each query of WITH is named. */
    private final Map<Integer, Set<Integer>> places = new HashMap<>();

    private PlanningErrors(ExpressionFolder folder) {
        this.folder = folder;
    }

    /** @param bound as the binder leaves it */
    public static Optional<SqlException> find(RelNode bound, ExpressionCompiler compiler, EvaluationContext context) {
        PlanningErrors errors = new PlanningErrors(
                new ExpressionFolder(compiler, bound.getCluster().getRexBuilder(), context));
        errors.collect(bound);
        try {
            errors.check(bound, QueryLevel.all(bound), new Scope(NO_ROW, Map.of()));
            return Optional.empty();
        } catch (SqlException e) {
            return Optional.of(e);
        }
    }

    private void collect(RelNode rel) {
        for (Fence fence : Fence.at(rel)) {
            if (fence.kind() == Fence.Kind.COMMON) {
                places.computeIfAbsent(fence.common(), c -> new HashSet<>()).add(fence.place());
            }
        }
        rel.getInputs().forEach(this::collect);
        rel.accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery query) {
                collect(query.rel);
                return super.visitSubQuery(query);
            }
        });
    }

    /** A query of WITH that is named once is one of FROM, else one by itself. */
    Fence.Kind kind(Fence fence) {
        Set<Integer> named = places.getOrDefault(fence.common(), Set.of());
        return fence.kind() == Fence.Kind.COMMON && named.size() > 1 ? Fence.Kind.MATERIALIZED : fence.kind();
    }

    void check(RelNode query, ImmutableBitSet needed, Scope scope) {
        new QueryLevel(this, folder, query).check(needed, scope);
    }

    void check(RexSubQuery subquery, Scope scope) {
        switch (subquery.getKind()) {
            case EXISTS -> {
                // The binder has left out what EXISTS does not ask for, where PostgreSQL does so too.
                boolean whole = (subquery.rel instanceof Project || subquery.rel instanceof Sort)
                        && Fence.at(subquery.rel).isEmpty();
                check(subquery.rel, whole ? QueryLevel.all(subquery.rel) : ImmutableBitSet.of(), scope);
            }
            default -> check(subquery.rel, QueryLevel.all(subquery.rel), scope);
        }
    }
}
