package io.federator.gateway.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * The server's side of one SCRAM-SHA-256 exchange: client-first, server-first, client-final, server-final. Channel binding is
 * not offered. Belongs to one thread.
 */
public final class ScramExchange {
    public static final String MECHANISM = "SCRAM-SHA-256";

    private final ScramKeys keys;
    private final boolean genuine;
    private final SecureRandom random;
    private String header = "";
    private String clientFirstBare = "";
    private String serverFirst = "";
    private String nonce = "";

    /** @param genuine false for a user that does not exist: the exchange runs as ever and fails at its end */
    ScramExchange(ScramKeys keys, boolean genuine, SecureRandom random) {
        this.keys = keys;
        this.genuine = genuine;
        this.random = random;
    }

    /**
     * Answers client-first with server-first.
     *
     * @throws MalformedScram when the message is none
     */
    public String first(String clientFirst) {
        int bare = headerLength(clientFirst);
        header = clientFirst.substring(0, bare);
        clientFirstBare = clientFirst.substring(bare);
        String[] attributes = clientFirstBare.split(",", -1);
        // The name in the message is ignored, as PostgreSQL does: the one in the startup message counts.
        if (attributes.length < 2 || !attributes[0].startsWith("n=") || !attributes[1].startsWith("r=")) {
            throw new MalformedScram("malformed SCRAM message");
        }
        String clientNonce = attributes[1].substring(2);
        if (clientNonce.isEmpty() || clientNonce.chars().anyMatch(c -> c < 0x21 || c > 0x7e)) {
            throw new MalformedScram("non-printable characters in SCRAM nonce");
        }
        byte[] own = new byte[18];
        random.nextBytes(own);
        nonce = clientNonce + base64(own);
        serverFirst = "r=" + nonce + ",s=" + base64(keys.salt()) + ",i=" + keys.iterations();
        return serverFirst;
    }

    /**
     * Answers client-final with server-final; empty when the password is wrong.
     *
     * @throws MalformedScram when the message is none, or belongs to another exchange
     */
    public Optional<String> last(String clientFinal) {
        int proofAt = clientFinal.lastIndexOf(",p=");
        if (proofAt < 0) {
            throw new MalformedScram("malformed SCRAM message");
        }
        String withoutProof = clientFinal.substring(0, proofAt);
        String[] attributes = withoutProof.split(",", -1);
        if (attributes.length < 2 || !attributes[0].startsWith("c=") || !attributes[1].startsWith("r=")) {
            throw new MalformedScram("malformed SCRAM message");
        }
        if (!attributes[0].substring(2).equals(base64(header.getBytes(StandardCharsets.UTF_8)))) {
            throw new MalformedScram("unexpected SCRAM channel-binding attribute in client-final-message");
        }
        if (!attributes[1].substring(2).equals(nonce)) {
            throw new MalformedScram("invalid SCRAM response: nonce does not match");
        }
        byte[] proof = decode(clientFinal.substring(proofAt + 3));
        String authMessage = clientFirstBare + "," + serverFirst + "," + withoutProof;
        byte[] signature = ScramKeys.hmac(keys.storedKey(), authMessage);
        if (proof.length != signature.length) {
            throw new MalformedScram("malformed SCRAM message");
        }
        byte[] clientKey = new byte[proof.length];
        for (int i = 0; i < proof.length; i++) {
            clientKey[i] = (byte) (proof[i] ^ signature[i]);
        }
        boolean right = MessageDigest.isEqual(ScramKeys.sha256(clientKey), keys.storedKey());
        String serverFinal = "v=" + base64(ScramKeys.hmac(keys.serverKey(), authMessage));
        return right && genuine ? Optional.of(serverFinal) : Optional.empty();
    }

    /** {@code n,,} or {@code y,,}: no channel binding and no other identity to act for. */
    private static int headerLength(String clientFirst) {
        if (clientFirst.startsWith("p=")) {
            throw new MalformedScram("the client requires SCRAM channel binding, which was not offered");
        }
        if (!clientFirst.startsWith("n,") && !clientFirst.startsWith("y,")) {
            throw new MalformedScram("malformed SCRAM message");
        }
        if (clientFirst.length() < 3 || clientFirst.charAt(2) != ',') {
            throw new MalformedScram("client uses authorization identity, but it is not supported");
        }
        return 3;
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new MalformedScram("malformed SCRAM message");
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
