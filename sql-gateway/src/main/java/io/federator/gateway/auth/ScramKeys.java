package io.federator.gateway.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a server keeps of a password for SCRAM-SHA-256.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5802">RFC 5802</a> and RFC 7677
 */
@SuppressWarnings("ArrayRecordComponent")
record ScramKeys(byte[] salt, int iterations, byte[] storedKey, byte[] serverKey) {
    /** PostgreSQL's default, and what the setting {@code scram_iterations} shows. */
    static final int ITERATIONS = 4096;

    private static final int KEY_BYTES = 32;

    /** Iterations, salt, stored key and server key. */
    private static final Pattern VERIFIER =
            Pattern.compile("SCRAM-SHA-256\\$(\\d{1,9}):([A-Za-z0-9+/=]+)\\$([A-Za-z0-9+/=]+):([A-Za-z0-9+/=]+)");

    static ScramKeys of(String password, byte[] salt) {
        try {
            PBEKeySpec spec = new PBEKeySpec(prepared(password).toCharArray(), salt, ITERATIONS, 256);
            byte[] salted = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
            spec.clearPassword();
            byte[] storedKey = sha256(hmac(salted, "Client Key"));
            return new ScramKeys(salt, ITERATIONS, storedKey, hmac(salted, "Server Key"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has PBKDF2WithHmacSHA256", e);
        }
    }

    /** Reads what PostgreSQL keeps in {@code pg_authid}; empty for anything else, which is then a password in clear. */
    static Optional<ScramKeys> stored(String verifier) {
        Matcher m = VERIFIER.matcher(verifier);
        if (!m.matches()) {
            return Optional.empty();
        }
        try {
            Base64.Decoder base64 = Base64.getDecoder();
            byte[] storedKey = base64.decode(m.group(3));
            byte[] serverKey = base64.decode(m.group(4));
            return storedKey.length == KEY_BYTES && serverKey.length == KEY_BYTES
                    ? Optional.of(new ScramKeys(
                            base64.decode(m.group(2)), Integer.parseInt(m.group(1)), storedKey, serverKey))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static byte[] hmac(byte[] key, String text) {
        return hmac(key, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] hmac(byte[] key, byte[] data) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    static byte[] sha256(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * SASLprep in short (RFC 4013): spaces become the plain one, what is mapped to nothing goes, the rest is normalized. As in
     * PostgreSQL a password that is not allowed is used as it stands.
     */
    private static String prepared(String password) {
        StringBuilder mapped = new StringBuilder();
        for (int point : password.codePoints().toArray()) {
            if (Character.isISOControl(point)) {
                return password;
            }
            boolean nothing = point == 0xAD
                    || point == 0x34F
                    || point == 0x1806
                    || (point >= 0x180B && point <= 0x180D)
                    || (point >= 0x200B && point <= 0x200D)
                    || point == 0x2060
                    || (point >= 0xFE00 && point <= 0xFE0F)
                    || point == 0xFEFF;
            if (!nothing) {
                mapped.appendCodePoint(Character.getType(point) == Character.SPACE_SEPARATOR ? ' ' : point);
            }
        }
        String normalized = Normalizer.normalize(mapped, Normalizer.Form.NFKC);
        return normalized.isEmpty() ? password : normalized;
    }
}
