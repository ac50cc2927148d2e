package io.federator.it.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.adapter.testkit.EmbeddedPostgres;
import io.federator.it.deployment.Asking;
import io.federator.it.deployment.Gateway;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns of types that PostgreSQL alone has, with a table's rows in two databases, are as those of one table. */
class NetworkColumnsTest {
    private static final String CATALOG = """
        version: 1
        gateway: {port: 5433}
        sources:
          low: {type: postgresql, url: "${LOW_URL}", user: postgres, password: ""}
          high: {type: postgresql, url: "${HIGH_URL}", user: postgres, password: ""}
        schemas:
          public:
            nets:
              key: [id]
              rows:
                - {where: "id <= 150", at: low/nets}
                - {where: "id > 150", at: high/nets}
        """;

    private final EmbeddedPostgres postgres = EmbeddedPostgres.shared();

    @ParameterizedTest
    @ValueSource(strings = {"federator.pushdown = on", "federator.pushdown = off", "federator.residual = duckdb"})
    void answersAreThoseOfOneTable(String setting) throws SQLException {
        String low = filled("delete from nets where id > 150");
        String high = filled("delete from nets where id <= 150");
        try (Connection whole = postgres.connect(filled("analyze"));
                Gateway gateway =
                        Gateway.serving(CATALOG, Map.of("LOW_URL", postgres.url(low), "HIGH_URL", postgres.url(high)));
                Connection connection = gateway.connect()) {
            Asking.ask(connection, "set " + setting);
            assertThat(QueryScript.read("network-columns").differences(whole, connection))
                    .isEmpty();
        }
    }

    private String filled(String afterwards) {
        String database = postgres.createDatabase();
        postgres.execute(database, QueryScript.text("networks-data.sql"), afterwards);
        return database;
    }
}
