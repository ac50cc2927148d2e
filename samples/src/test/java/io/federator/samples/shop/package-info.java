/** The demo shop does what its page says. */
@NullMarked
package io.federator.samples.shop;

import org.jspecify.annotations.NullMarked;
