package io.federator.engine.session;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The prepared statements of a session, by name; the empty name is given anew each time. */
final class PreparedStatements {
    private final Map<String, PreparedStatement> byName = new HashMap<>();

    /** @throws SqlException 42P05 for a name that is taken */
    void keep(String given, PreparedStatement statement, long now) {
        String name = StatementName.key(given);
        if (!name.isEmpty() && byName.containsKey(name)) {
            throw new SqlException(
                    SqlState.DUPLICATE_PREPARED_STATEMENT, "prepared statement \"" + given + "\" already exists");
        }
        statement.kept(now);
        byName.put(name, statement);
    }

    /** @throws SqlException 26000 when there is none of this name */
    PreparedStatement get(String name) {
        PreparedStatement statement = byName.get(StatementName.key(name));
        if (statement == null) {
            throw new SqlException(
                    SqlState.INVALID_SQL_STATEMENT_NAME,
                    name.isEmpty()
                            ? "unnamed prepared statement does not exist"
                            : "prepared statement \"" + name + "\" does not exist");
        }
        return statement;
    }

    Optional<PreparedStatement> find(String name) {
        return Optional.ofNullable(byName.get(StatementName.key(name)));
    }

    void remove(String name) {
        byName.remove(StatementName.key(name));
    }

    void clear() {
        byName.clear();
    }

    /** Those with a name, in its order. */
    Map<String, PreparedStatement> named() {
        Map<String, PreparedStatement> named = new TreeMap<>(byName);
        named.remove("");
        return named;
    }
}
