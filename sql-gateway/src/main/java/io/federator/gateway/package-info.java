/** The {@code federator} command; its parts are in the packages below. */
@NullMarked
package io.federator.gateway;

import org.jspecify.annotations.NullMarked;
