/**
 * The server that clients connect to. The event loop moves bytes ({@link io.federator.gateway.server.ClientSocket}); each client
 * has one virtual thread ({@link io.federator.gateway.server.ClientSession}) that takes its messages in order and runs them in
 * straight-line code. Statements that one source answers can be taken before that ({@link io.federator.gateway.server.RelayLane}).
 */
@NullMarked
package io.federator.gateway.server;

import org.jspecify.annotations.NullMarked;
