/** The server: command line, wiring, sessions and admin HTTP. */
@NullMarked
package io.federator.gateway;

import org.jspecify.annotations.NullMarked;
