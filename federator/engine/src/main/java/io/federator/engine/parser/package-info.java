/** SQL text to syntax trees, by PostgreSQL's own lexical rules and grammar. */
@NullMarked
package io.federator.engine.parser;

import org.jspecify.annotations.NullMarked;
