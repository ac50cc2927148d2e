/**
 * The operators that the gateway runs itself, row by row, exactly as PostgreSQL does: for what no source and no residual engine
 * can be trusted with, for small inputs, and for the system catalogs.
 */
@NullMarked
package io.federator.engine.executor.local;

import org.jspecify.annotations.NullMarked;
