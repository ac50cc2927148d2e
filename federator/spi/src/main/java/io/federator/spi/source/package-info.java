/** What an adapter implements: one database behind Federator, its tables and its SQL. */
@NullMarked
package io.federator.spi.source;

import org.jspecify.annotations.NullMarked;
