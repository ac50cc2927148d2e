@NullMarked
package io.federator.engine.system;

import org.jspecify.annotations.NullMarked;
