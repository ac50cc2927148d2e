package io.federator.it.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.adapter.testkit.EmbeddedMariaDb;
import io.federator.adapter.testkit.EmbeddedPostgres;
import io.federator.config.FederatorConfig;
import io.federator.it.deployment.Asking;
import io.federator.it.deployment.Gateway;
import io.federator.it.deployment.PlacementLoader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A deployment whose text has another order than that of code points answers as a PostgreSQL database of that order. */
class CollationsTest {
    @ParameterizedTest
    @CsvSource({
        "und-x-icu, LOCALE_PROVIDER icu ICU_LOCALE 'und' LOCALE 'C'",
        "en-US-x-icu, LOCALE_PROVIDER icu ICU_LOCALE 'en-US' LOCALE 'C'",
        "sv-x-icu, LOCALE_PROVIDER icu ICU_LOCALE 'sv' LOCALE 'C'"
    })
    void answersAreThoseOfADatabaseOfThatLocale(String collation, String locale) throws SQLException {
        EmbeddedPostgres postgres = EmbeddedPostgres.shared();
        EmbeddedMariaDb maria = EmbeddedMariaDb.shared();
        String oracle = postgres.createDatabase("TEMPLATE template0 ENCODING 'UTF8' " + locale);
        String one = postgres.createDatabase();
        String two = maria.createDatabase();
        FederatorConfig config = Gateway.config(
                QueryScript.text("collations.yaml"),
                Map.of("ONE_URL", postgres.url(one), "TWO_URL", maria.url(two), "COLLATION", collation));
        try (Connection whole = postgres.connect(oracle)) {
            Asking.ask(whole, QueryScript.text("collations-data.sql"));
            try (Connection first = postgres.connect(one);
                    Connection second = maria.connect(two)) {
                new PlacementLoader(whole, Map.of("one", first, "two", second)).load(config);
            }
            try (Gateway gateway = Gateway.serving(config);
                    Connection connection = gateway.connect()) {
                assertThat(QueryScript.read("collations").differences(whole, connection))
                        .isEmpty();
            }
        }
    }
}
