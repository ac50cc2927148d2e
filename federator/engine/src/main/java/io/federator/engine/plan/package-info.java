/** The plan that the planner hands to the executor: leaves in the sources, and what is left to the gateway. */
@NullMarked
package io.federator.engine.plan;

import org.jspecify.annotations.NullMarked;
