/** TPC-H through the gateway. */
@NullMarked
package io.federator.it.tpch;

import org.jspecify.annotations.NullMarked;
