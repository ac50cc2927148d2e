/** The syntax tree: what was written, before any name is looked up. Immutable values only. */
@NullMarked
package io.federator.engine.parser.ast;

import org.jspecify.annotations.NullMarked;
