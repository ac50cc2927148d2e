/**
 * Relational trees to the SQL of a database, as far as its dialect's positive list reaches. The planner asks here what can be
 * pushed: a tree that cannot be written is not pushed.
 */
@NullMarked
package io.federator.engine.unparse;

import org.jspecify.annotations.NullMarked;
