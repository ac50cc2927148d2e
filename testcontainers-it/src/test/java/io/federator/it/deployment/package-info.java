/** Running gateways over real databases, and how to ask them and the oracle the same. */
@NullMarked
package io.federator.it.deployment;

import org.jspecify.annotations.NullMarked;
