package io.federator.it.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.adapter.testkit.EmbeddedPostgres;
import io.federator.it.deployment.Answer;
import io.federator.it.deployment.Asking;
import io.federator.it.deployment.Gateway;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random expressions of constants: types, values and SQLSTATEs must be PostgreSQL's. {@code -Dexpressions.count} and
 * {@code -Dexpressions.seed} ask for more than the default.
 */
class ExpressionFuzzTest {
    private static final int COUNT = Integer.getInteger("expressions.count", 3_000);
    private static final long SEED = Long.getLong("expressions.seed", 1);

    private static final String CATALOG = """
        version: 1
        gateway: {port: 5433, database: postgres, admin-port: 8433}
        sources:
          only: {type: postgresql, url: "${ONLY_URL}", user: postgres, password: ""}
        schemas:
          public:
            items: {at: only/items}
        """;

    @Test
    void randomExpressionsAreEvaluatedAsByPostgresql() throws SQLException {
        EmbeddedPostgres postgres = EmbeddedPostgres.shared();
        String database = postgres.createDatabase();
        postgres.execute(database, "create table items (id integer primary key)");
        ExpressionGenerator generator = new ExpressionGenerator(new Random(SEED));
        List<String> differences = new ArrayList<>();
        try (Gateway gateway = Gateway.serving(CATALOG, Map.of("ONLY_URL", postgres.url(database)));
                Connection oracle = postgres.connect(database);
                Connection connection = gateway.connect("preferQueryMode=simple")) {
            Asking.ask(oracle, "set timezone = 'UTC'");
            Asking.ask(connection, "set timezone = 'UTC'");
            for (int i = 0; i < COUNT; i++) {
                String sql = "select " + generator.next();
                Answer right = Asking.ask(oracle, sql);
                Answer answer = Asking.ask(connection, sql);
                String difference = answer.differenceFrom(right, true);
                if (!difference.isEmpty()) {
                    differences.add(sql + "\n   " + difference);
                }
            }
        } finally {
            postgres.dropDatabase(database + " with (force)");
        }
        assertThat(differences).as("seed " + SEED).isEmpty();
    }
}
