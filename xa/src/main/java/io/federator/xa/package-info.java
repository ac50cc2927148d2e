/** Transactions over several sources; the only package that knows the transaction manager. */
@NullMarked
package io.federator.xa;

import org.jspecify.annotations.NullMarked;
