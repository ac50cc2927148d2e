/** PostgreSQL's own names: its types, keywords and catalog tables, and the text forms of object identifiers. */
@NullMarked
package io.federator.engine.names;

import org.jspecify.annotations.NullMarked;
