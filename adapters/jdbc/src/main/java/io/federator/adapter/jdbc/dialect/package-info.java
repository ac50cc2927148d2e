/** What the SQL dialects of the JDBC adapters have in common: a positive list and the structure of expressions. */
@NullMarked
package io.federator.adapter.jdbc.dialect;

import org.jspecify.annotations.NullMarked;
