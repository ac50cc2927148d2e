/** {@code federator demo}: a small shop over two embedded databases, to try Federator without any preparation. */
@NullMarked
package io.federator.gateway.demo;

import org.jspecify.annotations.NullMarked;
