/** The engine that runs what no single source can: joins, sorts and aggregates over the rows of several leaves. */
@NullMarked
package io.federator.spi.residual;

import org.jspecify.annotations.NullMarked;
