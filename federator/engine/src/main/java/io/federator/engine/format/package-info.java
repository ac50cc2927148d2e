/** PostgreSQL's text forms of values: what literals, casts and the wire's text format read and print. */
@NullMarked
package io.federator.engine.format;

import org.jspecify.annotations.NullMarked;
