/** Tests that the samples work as their text says. */
@NullMarked
package io.federator.samples;

import org.jspecify.annotations.NullMarked;
