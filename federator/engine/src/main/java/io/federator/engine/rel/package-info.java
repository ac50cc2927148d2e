/**
 * The relational language between binder, planner and executor: Calcite's {@code RelNode} trees with PostgreSQL's types and
 * operators. Everything that Calcite should reason about (boolean logic, comparisons, CASE, joins) is a standard Calcite
 * operator; everything else is opaque to it, so that none of its rewrites can apply another database's semantics.
 */
@NullMarked
package io.federator.engine.rel;

import org.jspecify.annotations.NullMarked;
