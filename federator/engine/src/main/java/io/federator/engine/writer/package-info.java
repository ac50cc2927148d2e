/** What changes rows: which fragments a row belongs to, and the statements that the sources get for it. */
@NullMarked
package io.federator.engine.writer;

import org.jspecify.annotations.NullMarked;
