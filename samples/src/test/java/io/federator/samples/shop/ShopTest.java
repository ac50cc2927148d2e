package io.federator.samples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.adapter.testkit.EmbeddedPostgres;
import io.federator.gateway.assembly.Federator;
import io.federator.gateway.demo.Demo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The queries of the demo, on the demo and on one PostgreSQL with all its data, and the page that shows them. With the system
 * property {@code samples.write} the page's results are written anew.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShopTest {
    private static final Path FOLDER = Path.of("shop");
    private static final String BEGIN = "<!-- queries: written by ShopTest -->\n";

    private final Demo demo = new Demo(0, 0);
    private final EmbeddedPostgres oracle = EmbeddedPostgres.shared();
    private final String database = oracle.createDatabase();
    private String url = "";

    /** @param title of the comment above it */
    private record Sample(String title, String sql) {}

    @BeforeAll
    void start() throws IOException, SQLException, InterruptedException {
        Federator federator = demo.start();
        url = "jdbc:postgresql://127.0.0.1:" + federator.port() + "/shop";
        fillOracle();
    }

    @AfterAll
    void stop() {
        demo.close();
    }

    @Test
    void answersAreThoseOfOnePostgres() throws IOException, SQLException {
        try (Connection federated = demoConnection();
                Connection whole = oracle.connect(database)) {
            for (Sample sample : samples()) {
                assertThat(PsqlTable.of(federated, sample.sql()))
                        .as(sample.title())
                        .isEqualTo(PsqlTable.of(whole, sample.sql()));
            }
        }
    }

    @Test
    void pageShowsWhatComesBack() throws IOException, SQLException {
        StringBuilder section = new StringBuilder();
        try (Connection federated = demoConnection()) {
            for (Sample sample : samples()) {
                section.append("\n### ")
                        .append(sample.title())
                        .append("\n\n```sql\n")
                        .append(sample.sql())
                        .append(";\n```\n```\n")
                        .append(PsqlTable.of(federated, sample.sql()))
                        .append("```\n");
            }
        }
        Path page = FOLDER.resolve("README.md");
        String text = Files.readString(page);
        String expected = text.substring(0, text.indexOf(BEGIN) + BEGIN.length()) + section;
        if (Boolean.getBoolean("samples.write")) {
            Files.writeString(page, expected);
        }
        assertThat(Files.readString(page)).isEqualTo(expected);
    }

    private Connection demoConnection() throws SQLException {
        return DriverManager.getConnection(url, "demo", "");
    }

    private static List<Sample> samples() throws IOException {
        List<Sample> samples = new ArrayList<>();
        String title = "";
        StringBuilder sql = new StringBuilder();
        for (String line : Files.readAllLines(FOLDER.resolve("queries.sql"))) {
            if (line.startsWith("-- ")) {
                title = line.substring(3);
            } else if (line.endsWith(";")) {
                samples.add(new Sample(title, sql + line.substring(0, line.length() - 1)));
                sql.setLength(0);
            } else if (!line.isBlank()) {
                sql.append(line).append('\n');
            }
        }
        return samples;
    }

    /** PostgreSQL's half by its script, the other from MariaDB row by row, under the logical names. */
    private void fillOracle() throws IOException, SQLException {
        try (Connection whole = oracle.connect(database);
                Statement statement = whole.createStatement()) {
            statement.execute(Files.readString(FOLDER.resolve("postgresql.sql")));
            statement.execute("alter table products add description text, add weight_kg numeric(6,3)");
        }
        copy(
                "select id, name, email, country, since from customers where country not in ('DE', 'FR', 'IT', 'ES')",
                "insert into customers values (?, ?, ?, ?, ?)");
        copy(
                "select id, customer_id, placed, paid, note from orders where placed < '2026-01-01'",
                "insert into orders values (?, ?, ?, ?, ?)");
        copy(
                "select description, weight_kg, id from products",
                "update products set description = ?, weight_kg = ? where id = ?");
    }

    /** Out of one fragment alone, so that nothing is put together here that is tested. */
    private void copy(String select, String write) throws SQLException {
        try (Connection from = demoConnection();
                Connection to = oracle.connect(database);
                Statement statement = from.createStatement();
                ResultSet rows = statement.executeQuery(select);
                PreparedStatement target = to.prepareStatement(write)) {
            while (rows.next()) {
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    target.setObject(i, rows.getObject(i));
                }
                target.executeUpdate();
            }
        }
    }
}
