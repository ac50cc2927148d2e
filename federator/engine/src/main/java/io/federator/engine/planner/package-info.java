/**
 * From a bound query to a {@link io.federator.engine.plan.FederatedPlan}: the largest parts that each source can compute
 * itself, and what is left for the gateway. {@link io.federator.engine.planner.Planner} shows the stages.
 */
@NullMarked
package io.federator.engine.planner;

import org.jspecify.annotations.NullMarked;
