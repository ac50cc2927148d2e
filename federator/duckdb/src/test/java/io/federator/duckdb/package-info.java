@NullMarked
package io.federator.duckdb;

import org.jspecify.annotations.NullMarked;
