/** PostgreSQL's advanced regular expressions: their syntax, and its choice among the matches. Knows nothing else of the engine. */
@NullMarked
package io.federator.engine.regex;

import org.jspecify.annotations.NullMarked;
