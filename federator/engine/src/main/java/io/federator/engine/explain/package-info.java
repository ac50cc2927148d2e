/** EXPLAIN: a plan, and what an execution of it measured, as text and as JSON. */
@NullMarked
package io.federator.engine.explain;

import org.jspecify.annotations.NullMarked;
