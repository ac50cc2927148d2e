/** The language of SQL/JSON paths: reading and printing. What a path finds is computed among the functions. */
@NullMarked
package io.federator.engine.jsonpath;

import org.jspecify.annotations.NullMarked;
