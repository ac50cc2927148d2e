package io.federator.engine.session;

import io.federator.engine.names.ClientEncoding;
import java.util.Set;

/**
 * How COPY writes rows: <a href="https://www.postgresql.org/docs/18/sql-copy.html">COPY</a>, "File Formats".
 *
 * @param delimiter between the columns; ASCII, as quote and escape are, which only CSV has
 * @param nullText what stands for NULL
 * @param header whether a line with the columns' names comes first
 * @param forceQuote positions from 0 of the columns whose values are always quoted
 * @param encoding of the text
 */
public record CopyFormat(
        Kind kind,
        char delimiter,
        String nullText,
        boolean header,
        char quote,
        char escape,
        Set<Integer> forceQuote,
        ClientEncoding encoding) {
    /** The three formats. */
    public enum Kind {
        TEXT,
        CSV,
        BINARY
    }

    public CopyFormat {
        forceQuote = Set.copyOf(forceQuote);
    }
}
