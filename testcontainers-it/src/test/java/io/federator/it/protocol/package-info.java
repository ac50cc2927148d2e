/** The wire protocol without a driver: scripts of raw messages beside PostgreSQL, and what no client should send. */
@NullMarked
package io.federator.it.protocol;

import org.jspecify.annotations.NullMarked;
