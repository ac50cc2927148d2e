/** MySQL as a source. */
@NullMarked
package io.federator.adapter.mysql;

import org.jspecify.annotations.NullMarked;
