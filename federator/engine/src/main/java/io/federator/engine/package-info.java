/** The engine: SQL text to a stream of rows. */
@NullMarked
package io.federator.engine;

import org.jspecify.annotations.NullMarked;
