/** The engine: SQL text in, rows out. {@link io.federator.engine.Engine} wires the stages together. */
@NullMarked
package io.federator.engine;

import org.jspecify.annotations.NullMarked;
