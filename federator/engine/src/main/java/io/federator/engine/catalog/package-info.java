/** The logical schema that clients see, and where its tables' rows and columns are kept. */
@NullMarked
package io.federator.engine.catalog;

import org.jspecify.annotations.NullMarked;
