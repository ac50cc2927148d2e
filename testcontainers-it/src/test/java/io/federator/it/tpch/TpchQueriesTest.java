package io.federator.it.tpch;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.adapter.testkit.MySqlServer;
import io.federator.it.deployment.Answer;
import io.federator.it.deployment.Asking;
import io.federator.it.deployment.TpchDeployment;
import io.federator.samples.tpch.TpchPlacement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All 22 queries in every placement: values as text, column names and types as of one PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TpchQueriesTest {
    private static final int QUERIES = 22;

    private final List<Answer> expected = new ArrayList<>();

    @BeforeAll
    void askTheOracle() throws SQLException {
        try (Connection oracle = DriverManager.getConnection(TpchDeployment.oracle(), "postgres", "")) {
            for (int i = 1; i <= QUERIES; i++) {
                expected.add(Asking.ask(oracle, TpchDeployment.query(i)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void postgresAndMariaDb(TpchPlacement placement) throws SQLException {
        try (TpchDeployment deployment = TpchDeployment.start(placement)) {
            allAnswersAreRight(deployment);
        }
    }

    @Test
    void postgresAndMySql() throws SQLException {
        try (TpchDeployment deployment = TpchDeployment.start(TpchPlacement.B, MySqlServer.shared(), "mysql")) {
            allAnswersAreRight(deployment);
        }
    }

    private void allAnswersAreRight(TpchDeployment deployment) throws SQLException {
        List<String> differences = new ArrayList<>();
        try (Connection connection = deployment.gateway().connect()) {
            for (int i = 1; i <= QUERIES; i++) {
                String difference =
                        Asking.ask(connection, TpchDeployment.query(i)).differenceFrom(expected.get(i - 1), true);
                if (!difference.isEmpty()) {
                    differences.add("q" + i + ": " + difference);
                }
            }
        }
        assertThat(differences).isEmpty();
    }
}
