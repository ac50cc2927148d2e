/** Loads TPC-H's data into two sources in one of three placements, and whole into a third server as the oracle. */
@NullMarked
package io.federator.samples.tpch;

import org.jspecify.annotations.NullMarked;
