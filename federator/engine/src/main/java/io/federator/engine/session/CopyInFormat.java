package io.federator.engine.session;

import io.federator.engine.names.ClientEncoding;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How COPY reads rows.
 *
 * @param delimiter between the columns; ASCII, as quote and escape are, which only CSV has
 * @param nullText what stands for NULL
 * @param defaultText what stands for a column's default, or null
 * @param header the first line
 * @param forceNotNull positions from 0 of the columns in which nothing stands for NULL
 * @param forceNull positions of those in which a quoted value may, too
 * @param encoding of the text
 * @param ignoresErrors whether rows with fields that are no values of their types are left out
 * @param rejectLimit how many of them may be; 0 for any number
 * @param verbosity whether each of them is told, all together, or none
 */
public record CopyInFormat(
        CopyFormat.Kind kind,
        char delimiter,
        String nullText,
        @Nullable String defaultText,
        Header header,
        char quote,
        char escape,
        Set<Integer> forceNotNull,
        Set<Integer> forceNull,
        ClientEncoding encoding,
        boolean ignoresErrors,
        long rejectLimit,
        Verbosity verbosity) {
    /** What the first line is. */
    public enum Header {
        NONE,
        SKIPPED,
        MATCHED
    }

    /** LOG_VERBOSITY. */
    public enum Verbosity {
        SILENT,
        DEFAULT,
        VERBOSE
    }

    public CopyInFormat {
        forceNotNull = Set.copyOf(forceNotNull);
        forceNull = Set.copyOf(forceNull);
    }
}
