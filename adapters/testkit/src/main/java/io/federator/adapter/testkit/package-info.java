/** The contract test that every adapter must pass, and embedded servers to run it on. */
@NullMarked
package io.federator.adapter.testkit;

import org.jspecify.annotations.NullMarked;
