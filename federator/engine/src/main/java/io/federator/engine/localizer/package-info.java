/** From logical tables to the fragments in the sources, and the proofs by which a fragment need not be read. */
@NullMarked
package io.federator.engine.localizer;

import org.jspecify.annotations.NullMarked;
