package io.federator.engine.writer;

import io.federator.spi.error.SqlException;
import org.jspecify.annotations.Nullable;

/** Where the rows of COPY FROM come from. Used by the session's thread; blocks until the client has sent enough. */
public interface LoadInput {
    /** In place of a field whose column takes its default. */
    Object DEFAULT = new Object();

    /**
     * The next row's fields, or null after the last: {@link #DEFAULT}, null, text for the type's input function when {@link
     * #isText}, and values otherwise. A line may have too few.
     *
     * @throws SqlException 22P04 for what is no row, 57014 when the client gives up
     */
    @Nullable Object @Nullable [] next();

    /** Whether the fields are still to be read by their types. */
    boolean isText();

    /** The number, from 1, of the line or row that was read last. */
    long line();

    /** That line, or null in the binary format. */
    @Nullable String lineText();

    /**
     * Told of a field of the row that was read last which is no value of its type.
     *
     * @return whether to go on without the row; otherwise the error is thrown
     */
    boolean skips(SqlException error, String column, @Nullable String value);
}
