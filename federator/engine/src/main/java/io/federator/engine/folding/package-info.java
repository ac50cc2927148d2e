/** What PostgreSQL evaluates while it plans a query: calls over constants. Read {@link io.federator.engine.folding.PlanningErrors}. */
@NullMarked
package io.federator.engine.folding;

import org.jspecify.annotations.NullMarked;
