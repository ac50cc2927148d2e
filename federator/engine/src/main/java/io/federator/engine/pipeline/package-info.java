/** The straight line from SQL text to rows: reading {@link io.federator.engine.pipeline.QueryPipeline} shows every stage. */
@NullMarked
package io.federator.engine.pipeline;

import org.jspecify.annotations.NullMarked;
