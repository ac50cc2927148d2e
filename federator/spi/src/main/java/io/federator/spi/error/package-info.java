/** Errors as PostgreSQL reports them: a SQLSTATE, a message, and where to look. */
@NullMarked
package io.federator.spi.error;

import org.jspecify.annotations.NullMarked;
