/** The residual engine: an embedded DuckDB, fed by Arrow streams. */
@NullMarked
package io.federator.duckdb;

import org.jspecify.annotations.NullMarked;
