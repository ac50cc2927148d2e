/** What dies, hangs or is cut off while clients write through gateways, at random and under load. */
@NullMarked
package io.federator.it.faults;

import org.jspecify.annotations.NullMarked;
