package io.federator.config;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * The gateway's certificate. All files could be read when the catalog was loaded; their content is not checked.
 *
 * @param certificate PEM file with the certificate chain
 * @param key PEM file with the private key
 * @param required whether clients without TLS are refused
 * @param clientAuthority PEM file with the authorities that sign clients' certificates
 * @param minVersion TLSv1.2 or TLSv1.3
 */
public record Tls(
        Path certificate,
        Path key,
        boolean required,
        Optional<Path> clientAuthority,
        String minVersion,
        SourceLocation location) {
    public Tls {
        Objects.requireNonNull(certificate, "certificate");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(clientAuthority, "clientAuthority");
        Objects.requireNonNull(minVersion, "minVersion");
        Objects.requireNonNull(location, "location");
    }

    /** A certificate and no more. */
    public Tls(Path certificate, Path key, boolean required, SourceLocation location) {
        this(certificate, key, required, Optional.empty(), "TLSv1.2", location);
    }
}
