package io.federator.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.it.deployment.Answer;
import io.federator.it.deployment.Asking;
import io.federator.it.deployment.Gateway;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that a source or the residual engine does not have: the gateway computes with them itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnheldValuesTest {
    private TwoSources sources;
    private Gateway gateway;

    @BeforeAll
    void start() {
        sources = new TwoSources();
        sources.right.execute(
                sources.rightDatabase,
                "create table measured (id int primary key, n decimal(30,5), f double, d date, t datetime(6), u"
                        + " timestamp null)",
                "insert into measured values (1, -1.5, 0.5, '1000-01-01', '1000-01-01', '2024-01-01'), (2, 2.5, 1e300,"
                        + " '2024-02-29', '9999-12-31 23:59:59', null), (3, null, null, null, null, null)");
        gateway = Gateway.serving(
                TwoSources.CATALOG + "    measured: {key: [id], at: right/measured}\n", sources.environment);
    }

    @AfterAll
    void stop() {
        gateway.close();
        sources.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "n < ?::numeric     | NaN                  | 2",
                "n < ?::numeric     | -Infinity            | 0",
                "n < ?::numeric     | 1e70                 | 2",
                "n < ?::numeric     | 0                    | 1",
                "n <> ?::numeric    | 1e-40                | 2",
                "f < ?::float8      | NaN                  | 2",
                "f > ?::float8      | -Infinity            | 2",
                "f = ?::float8      | 0.5                  | 1",
                "d > ?::date        | 0044-03-15 BC        | 2",
                "d < ?::date        | infinity             | 2",
                "d < ?::date        | 2000-01-01           | 1",
                "t > ?::timestamp   | -infinity            | 2",
                "t < ?::timestamp   | 20000-01-01          | 2",
                "u < ?::timestamptz | infinity             | 1"
            })
    void arguments(String condition, String value, long rows) throws SQLException {
        try (Connection connection = gateway.connect()) {
            String sql = "select count(*)::text from measured m where " + condition;
            assertThat(Asking.ask(connection, sql, statement -> statement.setString(1, value)))
                    .isInstanceOfSatisfying(
                            Answer.Table.class,
                            table -> assertThat(table.rows().getFirst()).containsExactly(Long.toString(rows)));
        }
    }

    @Test
    void numbersBeyondTheResidualEngine() throws SQLException {
        try (Connection connection = gateway.connect()) {
            Asking.ask(connection, "set federator.residual = duckdb");
            assertThat(Asking.column(
                            connection,
                            "select sum(i.price::numeric(30,10) * 1e28 * m.n) from items i join measured m on"
                                    + " i.id = m.id"))
                    .containsExactly("8750000000000000000000000000.000000000000000");
            assertThat(Asking.column(
                            connection,
                            "select max(extract(year from case when i.id = 1 then 'infinity'::date else m.d end)) from"
                                    + " items i join measured m on i.id = m.id"))
                    .containsExactly("Infinity");
        }
    }
}
