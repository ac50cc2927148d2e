package io.federator.engine.planner;

import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.catalog.Placement.RowFragment;
import io.federator.spi.residual.ResidualEngine;
import io.federator.spi.source.SourceDialect;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.calcite.rex.RexNode;

/**
 * What the planner has to know of the deployment.
 *
 * @param dialects by the source's name; never null for a source that the catalog names
 * @param predicates a fragment's predicate, bound over the row of all columns of its table
 */
public record PlannerContext(
        Function<String, SourceDialect> dialects,
        Optional<ResidualEngine> residual,
        BiFunction<FederatedTable, RowFragment, RexNode> predicates) {}
