@NullMarked
package io.federator.xa;

import org.jspecify.annotations.NullMarked;
