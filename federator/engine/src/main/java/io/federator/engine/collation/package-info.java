/** Orders of text other than by code point: PostgreSQL's collations by their names. */
@NullMarked
package io.federator.engine.collation;

import org.jspecify.annotations.NullMarked;
