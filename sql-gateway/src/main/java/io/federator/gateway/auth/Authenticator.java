package io.federator.gateway.auth;

import io.federator.config.User;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The users of the catalog file. Immutable, any thread. */
public final class Authenticator {
    private static final int SALT_BYTES = 16;

    private final Map<String, ScramKeys> users = new HashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final byte[] mockSecret = new byte[32];

    public Authenticator(Map<String, User> users) {
        random.nextBytes(mockSecret);
        users.forEach((name, user) -> {
            byte[] salt = new byte[SALT_BYTES];
            random.nextBytes(salt);
            this.users.put(name, ScramKeys.of(user.password().reveal(), salt));
        });
    }

    /** Whether there are users at all; without any, clients of the same machine are let in unasked. */
    public boolean asksForPassword() {
        return !users.isEmpty();
    }

    /**
     * Begins to authenticate a user. A name that is not known gets the same messages as one that is, with a salt that is the
     * same at each attempt, so that a client cannot find out names.
     */
    public ScramExchange begin(String user) {
        ScramKeys keys = users.get(user);
        if (keys != null) {
            return new ScramExchange(keys, true, random);
        }
        byte[] derived = ScramKeys.hmac(mockSecret, user);
        byte[] salt = Arrays.copyOf(derived, SALT_BYTES);
        ScramKeys mock = new ScramKeys(
                salt, ScramKeys.ITERATIONS, ScramKeys.hmac(mockSecret, salt), ScramKeys.hmac(mockSecret, derived));
        return new ScramExchange(mock, false, random);
    }
}
