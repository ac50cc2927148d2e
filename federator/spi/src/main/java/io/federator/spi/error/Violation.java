package io.federator.spi.error;

import org.jspecify.annotations.Nullable;

/** Which constraint of which table an error of class 23 is about, as far as it is known. Names as written in the catalog they are of. */
public record Violation(
        @Nullable String schema,
        @Nullable String table,
        @Nullable String column,
        @Nullable String constraint) {}
