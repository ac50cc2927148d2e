/** PostgreSQL's text forms of values, read and written exactly. */
@NullMarked
package io.federator.adapter.jdbc.text;

import org.jspecify.annotations.NullMarked;
