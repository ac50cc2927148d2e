package io.federator.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** COPY TO STDOUT by the driver's own way, compared byte by byte with PostgreSQL. */
class CopyTest extends OverTwoSources {
    private static final String VALUES =
            "(values (1, 'x', true), (2, null, null), (3, e'a\\tb\\\\c\\n\"q\",'';', false),"
                    + " (4, '', true), (5, '\\.', true), (6, 'ä😀', false)) v (a, b, c)";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "(format text, header)",
                "(delimiter '|', null 'none')",
                "csv",
                "csv header quote ''''",
                "(format csv, force_quote *)",
                "(format csv, force_quote (b), delimiter ';', escape '\\', null 'NULL')",
                "(format binary)",
                "(encoding 'latin1')",
                "(delimiter 'a')",
                "(format csv, delimiter '\"')",
                "(format binary, header)",
                "(force_quote *)",
                "(format csv, format text)",
                "(header match)",
                "(nosuch)",
                "(on_error ignore)",
            })
    void sameAsPostgres(String options) throws SQLException, IOException {
        String sql = "copy (select * from " + VALUES + " order by a) to stdout " + options;
        try (Connection expected = sources.left.connect(sources.leftDatabase);
                Connection actual = gateway.connect("")) {
            assertThat(copied(actual, sql)).isEqualTo(copied(expected, sql));
            sql = "copy (select '\\.' as dot where " + options.isEmpty() + ") to stdout " + options;
            assertThat(copied(actual, sql)).isEqualTo(copied(expected, sql));
        }
    }

    @Test
    void wholeTables() throws SQLException, IOException {
        try (Connection expected = sources.left.connect(sources.leftDatabase);
                Connection actual = gateway.connect("")) {
            assertThat(copied(actual, "copy items (price, id) to stdout csv header"))
                    .isEqualTo(copied(expected, "copy items (price, id) to stdout csv header"));
            assertThat(copied(actual, "copy parts to stdout").lines()).hasSize(TwoSources.ROWS);
            assertThat(copied(actual, "copy items (id, id) to stdout")).contains("42701");
            assertThat(copied(actual, "copy nowhere to stdout")).contains("42P01");
            assertThat(copied(actual, "copy items to '/tmp/items'")).contains("42501");
            assertThat(copied(actual, "copy items to program 'cat'")).contains("42501");
            // The session goes on.
            assertThat(copied(actual, "copy (select 1) to stdout")).isEqualTo("1\n");
        }
    }

    /** What was sent, a character a byte; or the SQLSTATE. */
    private static String copied(Connection connection, String sql) throws SQLException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql, out);
        } catch (SQLException e) {
            return "fails with " + e.getSQLState();
        }
        return out.toString(StandardCharsets.ISO_8859_1);
    }
}
