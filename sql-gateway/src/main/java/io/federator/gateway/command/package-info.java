/** The command line. */
@NullMarked
package io.federator.gateway.command;

import org.jspecify.annotations.NullMarked;
