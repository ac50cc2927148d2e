package io.federator.gateway.auth;

import io.federator.config.User;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The users of the catalog file. Immutable, any thread. */
public final class Authenticator {
    private static final int SALT_BYTES = 16;

    private final Map<String, ScramKeys> users = new HashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final byte[] mockSecret = new byte[32];
    private final Set<String> certified = new HashSet<>();
    private final boolean nobody;

    public Authenticator(Map<String, User> users) {
        random.nextBytes(mockSecret);
        users.forEach((name, user) -> {
            user.password().ifPresent(password -> {
                byte[] salt = new byte[SALT_BYTES];
                random.nextBytes(salt);
                this.users.put(
                        name,
                        ScramKeys.stored(password.reveal()).orElseGet(() -> ScramKeys.of(password.reveal(), salt)));
            });
            if (user.certificate()) {
                certified.add(name);
            }
        });
        this.nobody = users.isEmpty();
    }

    /** Whether a user has to show a certificate with its name. */
    public boolean needsCertificate(String user) {
        return certified.contains(user);
    }

    /** Whether a user shows a certificate and has no password to prove. */
    public boolean needsNoPassword(String user) {
        return certified.contains(user) && !users.containsKey(user);
    }

    /** Whether there are users at all; without any, clients of the same machine are let in unasked. */
    public boolean asksForPassword() {
        return !nobody;
    }

    /**
     * Begins to authenticate a user. A name that is not known gets the same messages as one that is, with a salt that is the
     * same at each attempt, so that a client cannot find out names.
     *
     * @param binding what the connection can be bound to
     */
    public ScramExchange begin(String user, ChannelBinding binding) {
        ScramKeys keys = users.get(user);
        if (keys != null) {
            return new ScramExchange(keys, true, binding, random);
        }
        byte[] derived = ScramKeys.hmac(mockSecret, user);
        byte[] salt = Arrays.copyOf(derived, SALT_BYTES);
        ScramKeys mock = new ScramKeys(
                salt, ScramKeys.ITERATIONS, ScramKeys.hmac(mockSecret, salt), ScramKeys.hmac(mockSecret, derived));
        return new ScramExchange(mock, false, binding, random);
    }
}
