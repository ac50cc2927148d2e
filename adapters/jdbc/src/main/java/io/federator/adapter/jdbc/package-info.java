/** What the JDBC adapters share: pools, row streams and cancellation. */
@NullMarked
package io.federator.adapter.jdbc;

import org.jspecify.annotations.NullMarked;
