/** What the evaluation of an expression may depend on beside its operands: settings, names, the clock, the session. */
@NullMarked
package io.federator.engine.context;

import org.jspecify.annotations.NullMarked;
