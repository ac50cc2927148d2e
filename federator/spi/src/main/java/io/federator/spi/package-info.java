/**
 * What adapters, the residual engine and the transaction coordinator implement, and the values that they exchange with
 * the engine. Imports nothing of ours, so that an adapter can be written against this module alone.
 */
@NullMarked
package io.federator.spi;

import org.jspecify.annotations.NullMarked;
