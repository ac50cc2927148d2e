/** Statements that change rows, compared with PostgreSQL, and where the rows are afterwards. */
@NullMarked
package io.federator.it.writes;

import org.jspecify.annotations.NullMarked;
