package io.federator.spi.source;

import io.federator.spi.type.SqlType;
import java.util.Optional;
import java.util.Set;

/**
 * A column as its database describes it.
 *
 * @param name as written in the source
 * @param nativeType the database's own full type text in lower case, such as {@code bigint unsigned} or {@code tinyint(1)}
 * @param type the PostgreSQL type that the adapter gives it by default
 * @param alternatives further kinds that {@code define} may ask for because every value converts exactly or fails loudly
 * @param filling what an INSERT that does not name the column puts into it
 * @param collation for text, how the database compares it
 */
public record SourceColumn(
        String name,
        String nativeType,
        SqlType type,
        Set<SqlType> alternatives,
        boolean notNull,
        Filling filling,
        TextCollation collation,
        Optional<String> comment) {
    public SourceColumn {
        alternatives = Set.copyOf(alternatives);
    }

    /** Where the value of a column comes from that a statement does not name. */
    public enum Filling {
        /** It is NULL. */
        NOTHING,
        /** A default, a sequence, an identity. */
        DEFAULT,
        /** It is computed from the row and cannot be written. */
        GENERATED
    }
}
