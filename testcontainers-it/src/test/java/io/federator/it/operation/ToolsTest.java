package io.federator.it.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What psql and JDBC tools look up before anybody has asked for a row. */
class ToolsTest extends OverTwoSources {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\\d             | items",
                "\\d             | things",
                "\\dt            | parts",
                "\\dt+           | In PostgreSQL",
                "\\d items       | numeric(10,2)",
                "\\d items       | items_pkey",
                "\\d+ items      | character varying(40)",
                "\\d things      | FOREIGN KEY",
                "\\dn            | public",
                "\\l             | two",
                "\\du            | tester",
                "\\di            | items_pkey",
                "\\df lower      | lower",
                "\\conninfo      | two",
                "\\d+             | In PostgreSQL",
                "\\d pg_class     | relname",
                "\\d information_schema.tables | information_schema.sql_identifier",
                "\\dt *.*         | pg_statistic",
                "\\dv *.*         | statements",
                "\\di+            | parts_pkey",
                "\\df+ lower      | immutable",
                "\\df            | 0 rows",
                "\\da sum         | numeric",
                "\\dT            | 0 rows",
                "\\dT+ int4       | integer",
                "\\dn+           | federator",
                "\\du+           | tester",
                "\\l+            | two",
                "\\dp            | arwdDxtm",
                "\\db+           | pg_default",
                "\\dC            | bigint",
                "\\do =          | boolean",
                "\\dO            | 0 rows",
                "\\dA+           | btree",
                "\\dx            | 0 rows",
                "\\dD *.*         | yes_or_no",
                "\\dconfig *path  | search_path",
                "\\ddp           | 0 rows",
                "\\sf abs(int4)   | int4abs",
                "select 40 + 2;  | 42",
            })
    void psql(String command, String expected) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(
                            "psql",
                            "-X",
                            "-h",
                            "127.0.0.1",
                            "-p",
                            Integer.toString(gateway.port()),
                            "-U",
                            "tester",
                            "-c",
                            command,
                            "two")
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException absent) {
            Assumptions.abort("no psql");
            throw absent;
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains(expected).doesNotContain("ERROR");
    }

    /** Tableau tries these when it connects, and does without what is refused. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * INTO TEMPORARY TABLE \"#Tableau_5_1_Connect\" FROM (SELECT 1 AS COL) AS CHECKTEMP LIMIT 1",
                "CREATE LOCAL TEMPORARY TABLE \"#Tableau_5_2_Connect\" (\"COL\" INTEGER) ON COMMIT PRESERVE ROWS",
                "CREATE INDEX \"_tidx_1\" ON \"#Tableau_5_2_Connect\" (\"COL\")",
                "DROP TABLE \"#Tableau_5_2_Connect\""
            })
    void temporaryTablesAreRefused(String probe) throws SQLException {
        try (Connection connection = gateway.connect();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(probe))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("0A000"));
        }
    }

    @Test
    void schemas() throws SQLException {
        try (Connection connection = gateway.connect();
                ResultSet rows = connection.getMetaData().getSchemas()) {
            assertThat(column(rows, "TABLE_SCHEM")).contains("public", "pg_catalog", "information_schema");
        }
    }

    @Test
    void tables() throws SQLException {
        try (Connection connection = gateway.connect();
                ResultSet rows = connection.getMetaData().getTables(null, "public", "%", new String[] {"TABLE"})) {
            assertThat(column(rows, "TABLE_NAME")).containsExactly("endless", "items", "parts", "slow", "things");
        }
    }

    @Test
    void columns() throws SQLException {
        try (Connection connection = gateway.connect()) {
            DatabaseMetaData meta = connection.getMetaData();
            try (ResultSet rows = meta.getColumns(null, "public", "items", "%")) {
                assertThat(column(rows, "COLUMN_NAME")).containsExactly("id", "name", "price");
            }
            try (ResultSet rows = meta.getColumns(null, "public", "items", "price")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString("TYPE_NAME")).isEqualTo("numeric");
                assertThat(rows.getInt("COLUMN_SIZE")).isEqualTo(10);
                assertThat(rows.getInt("DECIMAL_DIGITS")).isEqualTo(2);
                assertThat(rows.getString("IS_NULLABLE")).isEqualTo("YES");
            }
        }
    }

    @Test
    void keys() throws SQLException {
        try (Connection connection = gateway.connect()) {
            DatabaseMetaData meta = connection.getMetaData();
            try (ResultSet rows = meta.getPrimaryKeys(null, "public", "parts")) {
                assertThat(column(rows, "COLUMN_NAME")).containsExactly("id");
            }
            try (ResultSet rows = meta.getImportedKeys(null, "public", "things")) {
                assertThat(column(rows, "PKTABLE_NAME")).containsExactly("items");
            }
            try (ResultSet rows = meta.getIndexInfo(null, "public", "items", true, true)) {
                assertThat(column(rows, "COLUMN_NAME")).contains("id");
            }
        }
    }

    @Test
    void otherMetadata() throws SQLException {
        try (Connection connection = gateway.connect()) {
            DatabaseMetaData meta = connection.getMetaData();
            assertThat(meta.getDatabaseMajorVersion()).isEqualTo(18);
            try (ResultSet rows = meta.getTypeInfo()) {
                assertThat(column(rows, "TYPE_NAME")).contains("int4", "text", "numeric");
            }
            try (ResultSet rows = meta.getTableTypes()) {
                assertThat(column(rows, "TABLE_TYPE")).contains("TABLE");
            }
            try (ResultSet rows = meta.getCatalogs()) {
                assertThat(column(rows, "TABLE_CAT")).contains("two");
            }
            try (ResultSet rows = meta.getProcedures(null, null, "nothing")) {
                assertThat(rows.next()).isFalse();
            }
        }
    }

    private static List<String> column(ResultSet rows, String name) throws SQLException {
        List<String> values = new ArrayList<>();
        while (rows.next()) {
            values.add(rows.getString(name));
        }
        return values;
    }
}
