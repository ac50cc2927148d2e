/** Values on the wire: PostgreSQL's text and binary formats of each type, from rows to bytes and from parameters to values. */
@NullMarked
package io.federator.gateway.format;

import org.jspecify.annotations.NullMarked;
