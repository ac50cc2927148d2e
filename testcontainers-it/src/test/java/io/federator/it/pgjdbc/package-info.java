/** The driver's own tests, run against PostgreSQL and against Federator. Not part of the build; {@code pgjdbc.sh} starts it. */
@NullMarked
package io.federator.it.pgjdbc;

import org.jspecify.annotations.NullMarked;
