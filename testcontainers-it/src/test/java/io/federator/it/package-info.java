/** End-to-end tests: real drivers against real databases. */
@NullMarked
package io.federator.it;

import org.jspecify.annotations.NullMarked;
