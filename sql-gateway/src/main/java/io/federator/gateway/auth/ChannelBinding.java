package io.federator.gateway.auth;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Locale;

/**
 * What ties a login to its TLS connection: {@code tls-server-end-point}, a hash of the server's certificate.
 *
 * @param data empty where the connection is not encrypted
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5929">RFC 5929</a>
 */
@SuppressWarnings("ArrayRecordComponent")
public record ChannelBinding(byte[] data) {
    public static final ChannelBinding NONE = new ChannelBinding(new byte[0]);

    static final String TYPE = "tls-server-end-point";

    /** The hash is that of the certificate's signature, but SHA-256 for MD5 and SHA-1. */
    public static ChannelBinding of(X509Certificate certificate) {
        String signature = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        int with = signature.indexOf("WITH");
        String hash = with < 0 ? "SHA256" : signature.substring(0, with);
        String algorithm = switch (hash) {
            case "SHA224" -> "SHA-224";
            case "SHA384" -> "SHA-384";
            case "SHA512" -> "SHA-512";
            default -> "SHA-256";
        };
        try {
            return new ChannelBinding(MessageDigest.getInstance(algorithm).digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the certificate cannot be hashed", e);
        }
    }

    boolean isPossible() {
        return data.length > 0;
    }
}
