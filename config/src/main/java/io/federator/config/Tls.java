package io.federator.config;

import java.nio.file.Path;
import java.util.Objects;

/**
 * The gateway's certificate. Both files could be read when the catalog was loaded; their content is not checked.
 *
 * @param certificate PEM file with the certificate chain
 * @param key PEM file with the private key
 * @param required whether clients without TLS are refused
 */
public record Tls(Path certificate, Path key, boolean required, SourceLocation location) {
    public Tls {
        Objects.requireNonNull(certificate, "certificate");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(location, "location");
    }
}
