package io.federator.gateway.auth;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The server's side of one SCRAM-SHA-256 exchange: client-first, server-first, client-final, server-final; bound to the channel where
 * that is encrypted and the client wants it. Belongs to one thread.
 */
public final class ScramExchange {
    private static final String MECHANISM = "SCRAM-SHA-256";
    private static final String BOUND_MECHANISM = "SCRAM-SHA-256-PLUS";

    private final ScramKeys keys;
    private final boolean genuine;
    private final ChannelBinding binding;
    private final SecureRandom random;
    private boolean bound;
    private String header = "";
    private String clientFirstBare = "";
    private String serverFirst = "";
    private String nonce = "";

    /** @param genuine false for a user that does not exist: the exchange runs as ever and fails at its end */
    ScramExchange(ScramKeys keys, boolean genuine, ChannelBinding binding, SecureRandom random) {
        this.keys = keys;
        this.genuine = genuine;
        this.binding = binding;
        this.random = random;
    }

    /** What the client may choose from, the best first. */
    public List<String> mechanisms() {
        return binding.isPossible() ? List.of(BOUND_MECHANISM, MECHANISM) : List.of(MECHANISM);
    }

    /** The client's choice; false if it is none that was offered. */
    public boolean choose(String mechanism) {
        bound = mechanism.equals(BOUND_MECHANISM);
        return mechanisms().contains(mechanism);
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
        ByteArrayOutputStream channel = new ByteArrayOutputStream();
        channel.writeBytes(header.getBytes(StandardCharsets.UTF_8));
        if (bound) {
            channel.writeBytes(binding.data());
        }
        if (!attributes[0].substring(2).equals(base64(channel.toByteArray()))) {
            throw bound
                    ? MalformedScram.binding("SCRAM channel binding check failed", null)
                    : new MalformedScram("unexpected SCRAM channel-binding attribute in client-final-message");
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

    /** {@code n,,}, {@code y,,} or {@code p=tls-server-end-point,,}: no other identity to act for. */
    private int headerLength(String clientFirst) {
        char flag = clientFirst.isEmpty() ? 0 : clientFirst.charAt(0);
        int behind = 1;
        switch (flag) {
            case 'n' -> {
                if (bound) {
                    throw MalformedScram.because("The client selected SCRAM-SHA-256-PLUS, but the SCRAM message does"
                            + " not include channel binding data.");
                }
            }
            case 'y' -> {
                if (bound) {
                    throw MalformedScram.because("The client selected SCRAM-SHA-256-PLUS, but the SCRAM message does"
                            + " not include channel binding data.");
                }
                if (binding.isPossible()) {
                    // Somebody between the two has taken the offer out.
                    throw MalformedScram.binding(
                            "SCRAM channel binding negotiation error",
                            "The client supports SCRAM channel binding but thinks the server does not.  However,"
                                    + " this server does support channel binding.");
                }
            }
            case 'p' -> {
                if (!bound) {
                    throw MalformedScram.because("The client selected SCRAM-SHA-256 without channel binding, but the"
                            + " SCRAM message includes channel binding data.");
                }
                int comma = clientFirst.indexOf(',');
                String type = comma < 2 ? "" : clientFirst.substring(2, comma);
                if (!type.equals(ChannelBinding.TYPE)) {
                    throw new MalformedScram("unsupported SCRAM channel-binding type \"" + type + "\"");
                }
                behind = comma;
            }
            default -> throw new MalformedScram("malformed SCRAM message");
        }
        if (clientFirst.length() < behind + 2 || clientFirst.charAt(behind) != ',') {
            throw new MalformedScram("malformed SCRAM message");
        }
        if (clientFirst.charAt(behind + 1) != ',') {
            throw new MalformedScram("client uses authorization identity, but it is not supported");
        }
        return behind + 2;
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
