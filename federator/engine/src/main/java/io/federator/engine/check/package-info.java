/** Verifies a catalog file against its sources, for {@code federator check}. */
@NullMarked
package io.federator.engine.check;

import org.jspecify.annotations.NullMarked;
