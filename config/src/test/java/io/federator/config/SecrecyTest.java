package io.federator.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets are in no text that the configuration makes of itself. */
class SecrecyTest {

    @Test
    void recordsDoNotPrintSecrets() {
        assertThat(Samples.load("valid/shop.yaml").toString()).contains("****").doesNotContain("hunter2");
        assertThat(Samples.load("valid/forms.yaml").toString())
                .doesNotContain("from a file")
                .doesNotContain("costs");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db:5432/shop, jdbc:postgresql://db:5432/shop",
        "jdbc:postgresql://db/shop?user=a&password=hunter2, jdbc:postgresql://db/shop",
        "jdbc:mysql://root:hunter2@db/shop?x=y, jdbc:mysql://db/shop",
        "jdbc:mysql://root:hunter?2@db/shop, jdbc:mysql:…",
        "jdbc:sqlserver://db;password=hunter2, jdbc:sqlserver://db",
        "jdbc:duckdb:file.db, jdbc:duckdb:file.db",
        "jdbc:mysql://db/shop?password=hunter2@, jdbc:mysql:…",
        "'jdbc:mysql://(host=db,password=hunter2)/shop', jdbc:mysql:…",
        "'jdbc:mysql:loadbalance://address=(host=db)(password=hunter2)/shop', jdbc:mysql:…",
        "'jdbc:mysql:loadbalance://a,b:3307/shop', 'jdbc:mysql:loadbalance://a,b:3307/shop'",
        "jdbc:oracle:thin:scott/hunter2@//db/shop, jdbc:oracle:…",
    })
    void urlsAreShownWithoutCredentials(String url, String shown) {
        String yaml = "{version: 1, sources: {a: {type: x, url: '" + url + "'}}, schemas: {}}";
        FederatorConfig config = Samples.parse(yaml).orThrow();
        assertThat(config.sources().values()).extracting(SourceConfig::shownUrl).containsExactly(shown);
        assertThat(config.toString()).doesNotContain("hunter");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hunter2",
                "[hunter2]",
                "{hunter2: hunter2}",
                "*hunter2",
                "&hunter2",
                "!hunter2",
                "!hunter2!x y",
                "!<hunter2",
                "%hunter2",
                "@hunter2",
                "`hunter2",
                "'hunter2",
                "\"hunter2",
                "\"hunter\\q2\"",
                "hunter2: x",
                "\"hunter2\" x",
                "|hunter2",
                ">2hunter2",
                "- hunter2",
                "? hunter2",
                ", hunter2",
                "a,hunter2",
                "}hunter2",
                "]hunter2",
                "${hunter2 }",
                "${hunter2",
                "\"\\u00e\"hunter2",
                "hunter2\n  hunter2",
                "hunter2\n-hunter2: x",
                "hunter2\u0007",
            })
    void messagesDoNotQuoteThem(String password) {
        for (String yaml : new String[] {
            "version: 1\nsources:\n  a:\n    type: x\n    password: " + password + "\n    port: 5\n",
            "version: 1\nsources: {a: {type: x, password: " + password + ", port: 5}}\n",
            "version: 1\ngateway: {users: {a: " + password + "}}\n",
            "version: 1\nsources: {a: {options: {a: " + password + "}}}\n",
            "version: 1\nsources: {a: {type: x, password " + password + ", port: 5}}\n",
            "version: 1\nsources:\n  a:\n    type: x\n    password " + password + "\n    port: 5\n",
        }) {
            assertThat(Samples.problems(Samples.parse(yaml)))
                    .as(yaml)
                    .isNotEmpty()
                    .noneMatch(problem -> problem.contains("hunter2"));
        }
    }

    @Test
    void valuesFromTheEnvironmentAreNotShown() {
        Map<String, String> environment = Map.of("X", "hunter2");
        String yaml = """
            version: ${X}
            gateway: {port: "${X}", tls: {certificate: "${X}", key: "${X}", required: "${X}"}}
            sources:
              a: {type: x, url: "${X}", pool: {max-size: "${X}", connection-timeout: "${X}"}, zero-dates: "${X}"}
            transactions: {timeout: "${X}"}
            residual: {memory-limit: "${X}"}
            schemas:
              s:
                t: {at: "${X}/t"}
                u: {at: "${X}"}
                v: {at: {source: "${X}", table: v}}
            """;
        assertThat(Samples.problems(ConfigLoader.parse("c.yaml", yaml, Path.of("."), environment)))
                .hasSize(14)
                .noneMatch(problem -> problem.contains("hunter2"));
    }
}
