/** Tests of the configuration. */
@NullMarked
package io.federator.config;

import org.jspecify.annotations.NullMarked;
