/**
 * PostgreSQL's frontend/backend protocol 3.0 and 3.2 as bytes: messages of the client are decoded to records, records to the
 * client are encoded. Knows nothing of SQL, sessions or sockets.
 *
 * @see <a href="https://www.postgresql.org/docs/18/protocol-message-formats.html">PostgreSQL message formats</a>
 */
@NullMarked
package io.federator.gateway.wire;

import org.jspecify.annotations.NullMarked;
