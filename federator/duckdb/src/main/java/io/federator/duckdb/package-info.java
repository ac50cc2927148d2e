/**
 * The residual engine in the process: DuckDB, fed with Arrow streams. {@link io.federator.duckdb.DuckDbResidualEngine} runs
 * statements, {@link io.federator.duckdb.DuckDbDialect} says which operations it may be trusted with.
 */
@NullMarked
package io.federator.duckdb;

import org.jspecify.annotations.NullMarked;
