/**
 * Rewrites of a bound query that hold in any database: subqueries to joins, conditions to where they cut most, columns that
 * nobody asks for left out. Fixed stages in a fixed order; every one leaves the result exactly as it was.
 */
@NullMarked
package io.federator.engine.rewriter;

import org.jspecify.annotations.NullMarked;
