package io.federator.engine.planner;

import io.federator.engine.localizer.Localizer;
import io.federator.engine.plan.FederatedPlan;
import io.federator.engine.plan.PlanNode;
import io.federator.engine.plan.PlanNode.Leaf;
import io.federator.engine.plan.PlanNode.Pruned;
import io.federator.engine.planner.Placed.Gathered;
import io.federator.engine.planner.Placed.Pieces;
import io.federator.engine.rewriter.Rewriter;
import io.federator.spi.source.SourceDialect;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;

/**
 * Plans a query: rewrites it, replaces tables by fragments, decides what each source computes and what is left to the gateway.
 * Stateless; every call has its own working state.
 */
public final class Planner {
    private Planner() {}

    /**
     * @param bound over scans of logical tables, in the rel language of the engine
     * @throws io.federator.spi.error.SqlException 0A000 for what cannot be computed anywhere
     */
    public static FederatedPlan plan(RelNode bound, PlannerSettings settings, PlannerContext context) {
        return plan(bound, settings, context, false);
    }

    /** The same for rows that are to be locked or written: it reads each fragment's primary, as other copies may be a moment behind. */
    public static FederatedPlan find(RelNode bound, PlannerSettings settings, PlannerContext context) {
        return plan(bound, settings, context, true);
    }

    private static FederatedPlan plan(
            RelNode bound, PlannerSettings settings, PlannerContext context, boolean primaries) {
        Rewriter rewriter = new Rewriter(bound.getCluster());
        RelNode rewritten = rewriter.rewrite(bound);
        RelNode localized = new Localizer(bound.getCluster(), context.predicates(), primaries).localize(rewritten);
        return place(rewriter.refine(localized), settings, context);
    }

    private static FederatedPlan place(RelNode localized, PlannerSettings settings, PlannerContext context) {
        Estimates estimates = new Estimates();
        SourceWriter writer = new SourceWriter(source -> {
            SourceDialect dialect = context.dialects().apply(source);
            return settings.unbound().contains(source) ? new WithoutParameters(dialect) : dialect;
        });
        Gateway gateway = new Gateway(localized.getCluster(), writer, estimates, settings.reduction());
        List<Pruned> pruned = new ArrayList<>();
        Placing placing = new Placing(
                settings, writer, gateway, estimates, localized.getCluster().getRexBuilder(), pruned);
        PlanNode root = switch (new Placer(placing).place(localized)) {
            case Pieces pieces when !pieces.pieces().isEmpty() -> gateway.node(pieces);
            case Pieces none -> residual(gateway.gather(none), settings, context, gateway, estimates);
            case Gathered gathered -> residual(gathered.tree(), settings, context, gateway, estimates);
        };
        Set<String> sources = new LinkedHashSet<>();
        collectSources(root, sources);
        return new FederatedPlan(root, pruned.stream().distinct().toList(), sources);
    }

    private static PlanNode residual(
            RelNode tree, PlannerSettings settings, PlannerContext context, Gateway gateway, Estimates estimates) {
        RelNode narrow = gateway.narrow(tree);
        return new ResidualCut(context.residual(), settings.residual(), estimates, gateway.inputs(narrow)).cut(narrow);
    }

    private static void collectSources(PlanNode node, Set<String> sources) {
        if (node instanceof Leaf leaf) {
            sources.add(leaf.source());
        }
        node.children().forEach(child -> collectSources(child, sources));
    }
}
