/** A client's transaction as its sources see it: one connection of each, from the first statement there to the end. */
@NullMarked
package io.federator.engine.transaction;

import org.jspecify.annotations.NullMarked;
