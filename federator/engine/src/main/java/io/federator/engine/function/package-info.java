/** PostgreSQL's functions, operators, casts and aggregates: which overload a call means, and what it computes. */
@NullMarked
package io.federator.engine.function;

import org.jspecify.annotations.NullMarked;
