package io.federator.it.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.adapter.testkit.EmbeddedPostgres;
import io.federator.it.deployment.Asking;
import io.federator.it.deployment.Gateway;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The system catalogs say of the logical tables what those of a PostgreSQL with the same tables say, also to tools. */
class MetadataTest {
    @Test
    void catalogsAreThoseOfPostgres() throws SQLException {
        EmbeddedPostgres postgres = EmbeddedPostgres.shared();
        String database = postgres.createDatabase();
        try (Connection whole = postgres.connect(database)) {
            Asking.ask(whole, QueryScript.text("metadata-tables.sql"));
            try (Gateway gateway = Gateway.serving(Gateway.config(
                            QueryScript.text("metadata.yaml"), Map.of("HERE_URL", postgres.url(database))));
                    Connection connection = gateway.connect()) {
                for (String script : List.of("metadata", "tools")) {
                    assertThat(QueryScript.read(script).differences(whole, connection))
                            .as(script)
                            .isEmpty();
                }
            }
        }
    }
}
