/** PostgreSQL's types, as Federator's common type language between sources, engine and wire. */
@NullMarked
package io.federator.spi.type;

import org.jspecify.annotations.NullMarked;
