/**
 * Statements that one source answers whole, passed on in PostgreSQL's own protocol: what the client asks goes to the source, and the
 * source's rows go to the client as they are. All of it happens on the event loop of the client's connection, which has connections to
 * the sources of its own; nothing blocks.
 */
@NullMarked
package io.federator.gateway.relay;

import org.jspecify.annotations.NullMarked;
