/** PostgreSQL as a source. */
@NullMarked
package io.federator.adapter.postgresql;

import org.jspecify.annotations.NullMarked;
