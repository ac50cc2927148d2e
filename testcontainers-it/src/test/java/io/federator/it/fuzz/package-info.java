/**
 * Random queries over random placements, against one PostgreSQL that has all the data; {@code FuzzTest} says how to run
 * it.
 */
@NullMarked
package io.federator.it.fuzz;

import org.jspecify.annotations.NullMarked;
