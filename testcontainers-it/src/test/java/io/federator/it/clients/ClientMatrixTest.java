package io.federator.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every client sees of a gateway what it sees of PostgreSQL, to the letter: rows, types, errors, notices. Those that are not
 * installed are skipped; {@code testcontainers-it/clients/install.sh} installs them.
 */
class ClientMatrixTest extends OverPeopleAndKinds {
    private static final String PYTHON = "/usr/bin/python3";

    static Stream<Client> clients() {
        return Stream.of(
                python("psycopg2"),
                python("psycopg"),
                python("asyncpg"),
                python("sqlalchemy"),
                python("pgcli"),
                node("pg"),
                node("postgres"),
                node("sequelize"),
                new Client(
                        "PHP",
                        "php",
                        List.of(
                                "php",
                                "-r",
                                "exit(extension_loaded('pdo_pgsql') && extension_loaded('pgsql') ? 0 : 1);"),
                        List.of("php", "client.php")),
                new Client("Ruby pg", "ruby", List.of("ruby", "-e", "require 'pg'"), List.of("ruby", "client.rb")),
                new Client(
                        "Go lib/pq",
                        "go",
                        List.of("go", "list", "github.com/lib/pq"),
                        List.of("go", "run", "client.go")),
                new Client(
                        "Vert.x pg client",
                        "vertx",
                        List.of("sh", "-c", "ls target/lib/vertx-pg-client-*.jar"),
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-cp",
                                "target/lib/*",
                                "Client.java")),
                odbc("0", "0"),
                odbc("1", "0"),
                odbc("1", "1"),
                shell("psql.sh", "0"),
                shell("psql.sh", "7"),
                shell("pgbench.sh", "simple"),
                shell("pgbench.sh", "extended"),
                shell("pgbench.sh", "prepared"));
    }

    private static Client python(String module) {
        return new Client(
                "Python " + module,
                "python",
                List.of(PYTHON, "-c", "import " + module),
                List.of(PYTHON, "with_" + module + ".py"));
    }

    private static Client node(String module) {
        return new Client(
                "Node " + module,
                "node",
                List.of("node", "-e", "require('" + module + "')"),
                List.of("node", "with_" + module + ".js"));
    }

    private static Client odbc(String serverSide, String cursors) {
        return new Client(
                "psqlODBC prepare " + serverSide + " fetch " + cursors,
                "odbc",
                List.of("sh", "-c", "command -v isql && find /usr/lib -name psqlodbcw.so | grep -q ."),
                List.of("./client.sh", serverSide, cursors));
    }

    private static Client shell(String script, String argument) {
        String program = script.replace(".sh", "");
        return new Client(
                program + " " + argument, "shell", List.of(program, "--version"), List.of("./" + script, argument));
    }

    @ParameterizedTest
    @MethodSource("clients")
    void seesPostgres(Client client) {
        Assumptions.assumeTrue(client.isInstalled(), () -> client.name() + " is not installed");
        Client.Transcript expected = client.ask(data.postgres());
        assertThat(expected.exit()).as(expected.text()).isZero();
        assertThat(expected.text().lines().count()).as(expected.text()).isPositive();
        assertThat(client.ask(data.gateway())).isEqualTo(expected);
    }
}
