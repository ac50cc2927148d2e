/** Where everything is put together by hand: sources, residual engine, engine, server. */
@NullMarked
package io.federator.gateway.assembly;

import org.jspecify.annotations.NullMarked;
