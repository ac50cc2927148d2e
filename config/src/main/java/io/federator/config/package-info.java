/** Configuration: YAML text to immutable records, with every problem reported at its line and column. */
@NullMarked
package io.federator.config;

import org.jspecify.annotations.NullMarked;
