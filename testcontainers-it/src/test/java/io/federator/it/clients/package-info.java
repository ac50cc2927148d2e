/** Real clients of many languages, each asking a PostgreSQL and a gateway over the same data in pieces. Read {@link io.federator.it.clients.ClientMatrixTest}. */
@NullMarked
package io.federator.it.clients;

import org.jspecify.annotations.NullMarked;
