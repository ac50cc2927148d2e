package io.federator.it.regress;

import io.federator.adapter.testkit.EmbeddedMariaDb;
import io.federator.adapter.testkit.EmbeddedPostgres;
import io.federator.it.deployment.Answer;
import io.federator.it.deployment.Gateway;
import io.federator.it.regress.Relation.Column;
import io.federator.it.regress.Relation.Split;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One placement: sources that follow the oracle's tables, and a gateway before them. */
final class Deployment implements AutoCloseable {
    private static final int BATCH = 500;
    private static final String LIMIT = "set statement_timeout = '20s'";

    private final EmbeddedPostgres postgres = EmbeddedPostgres.shared();
    private final EmbeddedMariaDb maria = EmbeddedMariaDb.shared();
    private final boolean splitting;
    private final String hereName = postgres.createDatabase();
    private final String thereName = maria.createDatabase();
    private final WireClient here = WireClient.connect(postgres.port(), hereName);
    private final Connection there;
    private final Map<String, Placed> placed = new HashMap<>();
    private Map<String, Placed> served = Map.of();
    private final Map<String, String> settings = new HashMap<>();
    private final Set<String> refused = new HashSet<>();
    private @Nullable Gateway gateway;
    private @Nullable WireClient client;

    /** @param splitting whether to share rows out between PostgreSQL and MariaDB */
    Deployment(boolean splitting) throws SQLException {
        this.splitting = splitting;
        there = maria.connect(thereName);
    }

    /** @param rows a hash of the contents */
    private record Placed(Relation relation, Optional<Split> split, int rows) {
        boolean isPlacedAs(@Nullable Placed other) {
            return other != null && relation.equals(other.relation) && split.equals(other.split);
        }
    }

    /** What of it to load: the condition under which a row stays in PostgreSQL. */
    String condition(Relation relation) {
        return splitting ? relation.split().map(Split::here).orElse("true") : "true";
    }

    /** Copies a relation when it is not there as it is now. */
    void load(Relation relation, List<List<@Nullable String>> rows) throws SQLException {
        Placed before = placed.get(relation.name());
        if (before != null && before.relation().equals(relation) && before.rows() == rows.hashCode()) {
            return;
        }
        Optional<Split> split = splitting ? relation.split() : Optional.empty();
        List<List<@Nullable String>> own = new ArrayList<>();
        List<List<@Nullable String>> others = new ArrayList<>();
        for (List<@Nullable String> row : rows.reversed()) {
            ("t".equals(row.getFirst()) || split.isEmpty() ? own : others).add(row.subList(1, row.size()));
        }
        if (split.isPresent() && !fillMariaDb(relation, others)) {
            split = Optional.empty();
            own.addAll(others);
        }
        fillPostgres(relation, own);
        placed.put(relation.name(), new Placed(relation, split, rows.hashCode()));
    }

    /** Forgets what is not there any more. */
    void retain(Set<String> names) {
        placed.keySet().retainAll(names);
    }

    private void fillPostgres(Relation relation, List<List<@Nullable String>> rows) {
        String name = relation.quoted();
        Placed before = placed.get(relation.name());
        if (before == null || !before.relation().equals(relation)) {
            here.rows("drop table if exists " + name + " cascade");
            here.rows(relation.definition(false));
        } else {
            here.rows("truncate " + name);
        }
        for (int i = 0; i < rows.size(); i += BATCH) {
            here.rows(insertion(name, rows.subList(i, Math.min(rows.size(), i + BATCH)), relation, false));
        }
        here.rows("analyze " + name);
    }

    /** Whether it can hold them. */
    private boolean fillMariaDb(Relation relation, List<List<@Nullable String>> rows) throws SQLException {
        String name = Relation.inBackticks(relation.nameInMariaDb());
        try (Statement statement = there.createStatement()) {
            statement.execute("drop table if exists " + name);
            statement.execute(new Relation(relation.nameInMariaDb(), relation.columns(), List.of()).definition(true));
            for (int i = 0; i < rows.size(); i += BATCH) {
                statement.execute(insertion(name, rows.subList(i, Math.min(rows.size(), i + BATCH)), relation, true));
            }
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static String insertion(
            String name, List<List<@Nullable String>> rows, Relation relation, boolean mariaDb) {
        return "insert into " + name + " values "
                + rows.stream()
                        .map(row -> tuple(row, relation.columns(), mariaDb))
                        .collect(Collectors.joining(", "));
    }

    private static String tuple(List<@Nullable String> row, List<Column> columns, boolean mariaDb) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            String value = row.get(i);
            values.add(value == null ? "null" : literal(value, columns.get(i).type(), mariaDb));
        }
        return "(" + String.join(", ", values) + ")";
    }

    private static String literal(String value, String type, boolean mariaDb) {
        if (!mariaDb) {
            return "'" + value.replace("'", "''") + "'";
        }
        if (type.equals("boolean")) {
            return value.equals("t") ? "1" : "0";
        }
        if (type.equals("bytea")) {
            return "x'" + value.substring(2) + "'";
        }
        String plain = type.endsWith("with time zone") ? value.replace("+00", "") : value;
        return "'" + plain.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /** A new gateway when one of these is not served as it is now. */
    void serve(Collection<Relation> mentioned) {
        if (!isServing(mentioned)) {
            restart();
        }
    }

    boolean isServing(Collection<Relation> mentioned) {
        return client != null
                && mentioned.stream().allMatch(relation -> {
                    Placed now = placed.get(relation.name());
                    return now != null
                            && now.relation().equals(relation)
                            && now.isPlacedAs(served.get(relation.name()));
                });
    }

    private void restart() {
        stop();
        served = Map.copyOf(placed);
        Gateway started = Gateway.serving(
                catalog(), Map.of("HERE_URL", postgres.url(hereName), "THERE_URL", maria.url(thereName)));
        gateway = started;
        connect(started);
    }

    private void connect(Gateway to) {
        WireClient connected = WireClient.connect(to.port(), "regression");
        connected.ask(LIMIT);
        settings.forEach((name, value) -> set(connected, name, value));
        client = connected;
    }

    private String catalog() {
        StringBuilder yaml = new StringBuilder("""
            version: 1
            gateway: {port: 0, database: regression}
            sources:
              here: {type: postgresql, url: "${HERE_URL}", user: postgres, password: ""}
              there: {type: mariadb, url: "${THERE_URL}", user: root, password: ""}
            schemas:
              public:
            """);
        if (served.isEmpty()) {
            return yaml.toString().replace("  public:\n", "  public: {}\n");
        }
        served.values().stream().map(Deployment::entry).sorted().forEach(yaml::append);
        return yaml.toString();
    }

    private static String entry(Placed placed) {
        Relation relation = placed.relation();
        String define = relation.columns().stream()
                .map(column -> json(column.name()) + ": " + json(column.type()))
                .collect(Collectors.joining(", "));
        String key = relation.key().isEmpty()
                ? ""
                : "key: [" + relation.key().stream().map(Deployment::json).collect(Collectors.joining(", ")) + "], ";
        String at = "at: {source: here, table: " + json(relation.name()) + "}";
        String placement = placed.split()
                .map(split -> "rows: [{where: " + json(split.here()) + ", " + at + "}, {where: " + json(split.there())
                        + ", at: {source: there, table: " + json(relation.nameInMariaDb()) + "}}]")
                .orElse(at);
        return "    " + json(relation.name()) + ": {" + key + "define: {" + define + "}, " + placement + "}\n";
    }

    private static String json(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Makes the sessions' settings those of the oracle's. */
    void set(Map<String, String> wanted) {
        wanted.forEach((name, value) -> {
            if (!value.equals(settings.put(name, value))) {
                here.ask(setting(name, value));
                if (client != null) {
                    set(client, name, value);
                }
            }
        });
    }

    private void set(WireClient session, String name, String value) {
        refused.remove(name);
        if (session.ask(setting(name, value)) instanceof Answer.Failure) {
            refused.add(name);
        }
    }

    /** What the gateway did not take, so that it cannot be held to the answers. */
    Set<String> refusedSettings() {
        return refused;
    }

    private static String setting(String name, String value) {
        return "set " + name + " = '" + value.replace("'", "''") + "'";
    }

    Answer ask(String sql) {
        if (client == null || gateway == null) {
            throw new IllegalStateException("not served");
        }
        Answer answer = client.ask(sql);
        if (answer instanceof Answer.Failure failure && failure.state().equals(WireClient.LOST)) {
            client.close();
            connect(gateway);
        } else if (client.status() != 'I') {
            client.ask("rollback");
        }
        return answer;
    }

    /** What PostgreSQL itself answers over the same rows in another order, by different ways. */
    List<Answer> others(String sql) {
        List<Answer> answers = new ArrayList<>();
        for (String way : List.of(
                "set enable_hashagg = on",
                "set enable_hashagg = off; set enable_hashjoin = off",
                "set enable_sort = off; set enable_mergejoin = off")) {
            here.ask(way);
            answers.add(here.ask(sql));
            here.ask("reset enable_hashagg; reset enable_hashjoin; reset enable_sort; reset enable_mergejoin");
        }
        return answers;
    }

    private void stop() {
        if (client != null) {
            client.close();
            client = null;
        }
        if (gateway != null) {
            gateway.close();
            gateway = null;
        }
    }

    @Override
    public void close() throws SQLException {
        stop();
        here.close();
        there.close();
        maria.dropDatabase(thereName);
        postgres.dropDatabase(hereName + " with (force)");
    }
}
