package io.federator.spi.source;

import java.util.Optional;

/** A table in a source, names as written in the source, case and spaces included. */
public record TableName(Optional<String> schema, String table) {
    @Override
    public String toString() {
        return schema.map(s -> s + "." + table).orElse(table);
    }
}
