/** Scalar expressions computed in the gateway, exactly as PostgreSQL computes them. */
@NullMarked
package io.federator.engine.evaluator;

import org.jspecify.annotations.NullMarked;
