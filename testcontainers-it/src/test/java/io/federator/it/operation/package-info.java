/** Clients and operators at work: tools, many sessions, outages, cancelling, slow clients, stopping. */
@NullMarked
package io.federator.it.operation;

import org.jspecify.annotations.NullMarked;
