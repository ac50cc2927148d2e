/** PostgreSQL's own regression files as a measure: a long run by hand, {@code testcontainers-it/regress.sh}. */
@NullMarked
package io.federator.it.regress;

import org.jspecify.annotations.NullMarked;
