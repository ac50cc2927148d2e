package io.federator.engine.session;

import io.federator.engine.session.setting.SessionSettings;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.List;
import java.util.Locale;

/** Settings that are more than a value, for SET and {@code set_config} alike: those of a transaction, and who the user is. */
final class SettingRules {
    private static final List<String> OF_TRANSACTION =
            List.of("transaction_isolation", "transaction_read_only", "transaction_deferrable");

    private SettingRules() {}

    /** Whether it is one of them. The name is in lower case. */
    static boolean govern(String name) {
        return OF_TRANSACTION.contains(name) || isUser(name);
    }

    /** Sets any setting to the text of its value; returns SHOW's form. */
    static String set(Session session, String given, String text, boolean local) {
        SessionSettings settings = session.settings();
        String name = given.toLowerCase(Locale.ROOT);
        if (OF_TRANSACTION.contains(name)) {
            String old = settings.show(name);
            String value = settings.set(name, text, true);
            settings.set(name, old, true);
            session.transaction().setOwn(name, value, false);
            return value;
        }
        if (isUser(name)) {
            checkUser(session, name, text);
            return text;
        }
        return settings.set(given, text, local);
    }

    /** A new session begins as its user, whatever the client or the catalog asks for. */
    static void checkUser(Session session) {
        checkUser(session, "session_authorization", session.settings().show("session_authorization"));
        checkUser(session, "role", session.settings().show("role"));
    }

    private static boolean isUser(String name) {
        return name.equals("role") || name.equals("session_authorization");
    }

    /** A session is its one user: only names that change nothing are accepted. */
    private static void checkUser(Session session, String name, String user) {
        boolean self = user.equals(session.identity().user());
        if (self || (name.equals("role") && user.equalsIgnoreCase("none"))) {
            return;
        }
        if (session.services().names().get().role(user).isPresent()) {
            throw new SqlException(SqlState.INSUFFICIENT_PRIVILEGE, "permission denied to set role \"" + user + "\"");
        }
        throw new SqlException(SqlState.INVALID_PARAMETER_VALUE, "role \"" + user + "\" does not exist");
    }
}
