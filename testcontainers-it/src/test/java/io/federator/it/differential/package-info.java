/** The same queries on the gateway, in several placements, and on one PostgreSQL that has all the data. */
@NullMarked
package io.federator.it.differential;

import org.jspecify.annotations.NullMarked;
