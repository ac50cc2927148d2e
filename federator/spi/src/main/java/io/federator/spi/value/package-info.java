/** Values of the types that Java has no fitting class for, and rows of values. */
@NullMarked
package io.federator.spi.value;

import org.jspecify.annotations.NullMarked;
