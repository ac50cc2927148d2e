/** What the engine counts of its own work, for the schema federator. */
@NullMarked
package io.federator.engine.statistics;

import org.jspecify.annotations.NullMarked;
