package io.federator.spi.source;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the catalog file says of a source.
 *
 * @param name the catalog's name of the source, for messages
 * @param url a JDBC URL
 * @param password supplies the secret when a connection is made; its value never reaches a message
 * @param maxConnections the most connections that the pool opens
 * @param connectionTimeout how long a query waits for a connection before it fails with 08006 or 53300
 * @param options further settings that the adapter documents, such as {@code zero-dates}
 */
public record SourceSettings(
        String name,
        String url,
        Optional<String> user,
        Supplier<Optional<String>> password,
        int maxConnections,
        Duration connectionTimeout,
        Map<String, String> options) {
    public SourceSettings {
        options = Map.copyOf(options);
    }
}
