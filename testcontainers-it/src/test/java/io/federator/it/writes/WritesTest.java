package io.federator.it.writes;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.adapter.testkit.EmbeddedPostgres;
import io.federator.it.deployment.Answer;
import io.federator.it.deployment.Asking;
import io.federator.it.deployment.Gateway;
import io.federator.it.writes.Accounts.Piece;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every scenario over every placement: each statement is answered as PostgreSQL answers it, and afterwards each row is in the
 * fragments whose predicates it satisfies, and nowhere else.
 */
class WritesTest {
    private static final String REGIONS =
            "insert into region values ('EU', 'Europe', 1.10), ('US', 'America', 0.90)," + " ('JP', 'Japan', 1.50)";

    private static final String ARCHIVED = "select * from archive order by id";

    private final EmbeddedPostgres postgres = EmbeddedPostgres.shared();
    private final String oracle = postgres.createDatabase();
    private final AccountSources databases = new AccountSources();

    static Stream<Accounts> placements() {
        return Stream.of(
                Accounts.whole("pg"),
                Accounts.whole("maria"),
                Accounts.rows("pg", "pg", "pg"),
                Accounts.rows("maria", "maria", "maria"),
                Accounts.columns("pg", "pg"),
                Accounts.columns("maria", "maria"),
                Accounts.copies("pg", "pg"),
                Accounts.copies("maria", "maria"),
                Accounts.nested("pg", "pg"),
                Accounts.nested("maria", "maria"),
                Accounts.rows("pg", "maria", "pg2"),
                Accounts.columns("maria", "pg"),
                Accounts.copies("pg", "maria"),
                Accounts.nested("pg2", "maria"),
                Accounts.whole("my"),
                Accounts.rows("my", "pg", "maria"),
                Accounts.columns("pg", "my"),
                Accounts.nested("my", "my"));
    }

    @ParameterizedTest
    @MethodSource("placements")
    void scenariosAreAsInPostgres(Accounts accounts) throws SQLException {
        create(accounts);
        List<String> differences = new ArrayList<>();
        try (Gateway gateway = databases.serve(accounts);
                Connection whole = postgres.connect(oracle);
                Connection pg = connect("pg");
                Connection pg2 = connect("pg2");
                Connection maria = connect("maria");
                Connection my = connect("my");
                Connection session = gateway.connect()) {
            Map<String, Connection> sources = Map.of("pg", pg, "pg2", pg2, "maria", maria, "my", my);
            for (Scenario scenario : scenarios()) {
                if (accounts.splitsRows() && scenario.needsUniqueness()) {
                    continue;
                }
                reset(accounts, whole, sources);
                for (Scenario.Step step : scenario.statements()) {
                    String sql = step.sql();
                    boolean ordered = isOrdered(sql.toLowerCase(Locale.ROOT));
                    Answer right = ask(whole, step);
                    String difference = ask(session, step).differenceFrom(right, ordered);
                    if (!difference.isEmpty()) {
                        differences.add(scenario + ": " + sql + "\n   " + difference);
                    }
                }
                if (!rows(pg2, ARCHIVED).equals(rows(whole, ARCHIVED))) {
                    differences.add(scenario + ": archive is " + rows(pg2, ARCHIVED));
                }
                for (Piece piece : accounts.pieces()) {
                    List<String> expected = rows(whole, piece.expected());
                    List<String> actual = rows(sources.get(piece.source()), piece.actual());
                    if (!actual.equals(expected)) {
                        differences.add(
                                scenario + ": " + piece.table() + "\n   expected " + expected + "\n   is " + actual);
                    }
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    private static List<Scenario> scenarios() {
        return Stream.of("scenarios.sql", "parts.sql", "cursors.sql")
                .flatMap(resource -> Scenario.read(resource).stream())
                .toList();
    }

    /** Whether the statement's own rows have an order, rather than those of a query inside of it. */
    private static boolean isOrdered(String sql) {
        int at = sql.lastIndexOf("order by");
        if (at < 0) {
            return false;
        }
        String behind = sql.substring(at);
        long opened = behind.chars().filter(c -> c == '(').count();
        long closed = behind.chars().filter(c -> c == ')').count();
        return closed <= opened && !behind.contains("returning");
    }

    private static Answer ask(Connection connection, Scenario.Step step) {
        if (step.values().isEmpty()) {
            return Asking.ask(connection, step.sql());
        }
        return Asking.ask(connection, step.sql(), statement -> {
            for (int i = 0; i < step.values().size(); i++) {
                statement.setObject(i + 1, step.values().get(i), Types.OTHER);
            }
        });
    }

    private void create(Accounts accounts) {
        String region = "create table region (code varchar(2) primary key, name text, rate numeric(4,2))";
        // A subquery that locks and has a limit is run once a row, and finds others each time, where a nested loop
        // repeats it.
        postgres.execute(oracle, "alter database " + oracle + " set enable_nestloop = off");
        postgres.execute(oracle, Accounts.TABLE, Accounts.ARCHIVE, region, REGIONS);
        postgres.execute(databases.database("pg2"), Accounts.ARCHIVE);
        postgres.execute(databases.database("pg"), region, REGIONS);
        databases.create(accounts);
    }

    private Connection connect(String source) throws SQLException {
        return databases.server(source).connect(databases.database(source));
    }

    private static void reset(Accounts accounts, Connection whole, Map<String, Connection> sources)
            throws SQLException {
        execute(
                whole,
                "rollback",
                "delete from account",
                "delete from archive",
                "insert into account values " + String.join(", ", Accounts.ROWS));
        execute(sources.get("pg2"), "delete from archive");
        for (Piece piece : accounts.pieces()) {
            Connection source = sources.get(piece.source());
            execute(source, "delete from " + piece.table());
            for (String row : rowsAsValues(whole, piece)) {
                execute(source, "insert into " + piece.table() + " values " + row);
            }
        }
    }

    /** Literals that PostgreSQL and MariaDB read alike. */
    private static List<String> rowsAsValues(Connection whole, Piece piece) throws SQLException {
        String values = piece.kept().stream()
                .map(column -> column.equals("active") || column.equals("id") || column.equals("balance")
                        ? "coalesce(" + column + "::text, 'null')"
                        : "coalesce(quote_literal(" + column + "::text), 'null')")
                .reduce((a, b) -> a + " || ', ' || " + b)
                .orElseThrow();
        return Asking.column(
                whole, "select '(' || " + values + " || ')' from account where " + piece.where() + " order by id");
    }

    private static void execute(Connection connection, String... statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static List<String> rows(Connection connection, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            int width = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= width; i++) {
                    String value = result.getString(i);
                    row.add(
                            value == null
                                    ? "null"
                                    : switch (value) {
                                        case "t", "true" -> "1";
                                        case "f", "false" -> "0";
                                        default -> value;
                                    });
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }
}
