package io.federator.it.writes;

import com.mysql.cj.jdbc.JdbcStatement;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/** Rows of the benchmark by number, and the ways to put many of them into a table at once. */
final class BulkRows {
    private BulkRows() {}

    /** By LOAD DATA where the server allows it, else by large batches; in seconds. */
    static double loadMySql(Connection connection, String table, int from, int to) throws SQLException {
        long start = System.nanoTime();
        try (Statement statement = connection.createStatement()) {
            byte[] rows = text(from, to).getBytes(StandardCharsets.UTF_8);
            statement.unwrap(JdbcStatement.class).setLocalInfileInputStream(new ByteArrayInputStream(rows));
            statement.execute("load data local infile 'rows' into table " + table);
        } catch (SQLException e) {
            System.out.println("no LOAD DATA (" + e.getMessage() + "): batches of INSERT");
            start = System.nanoTime();
            batches(connection, table, from, to);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static void batches(Connection connection, String table, int from, int to) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement("insert into " + table + " values (?, ?, ?, ?)")) {
            for (int i = from; i < to; i++) {
                insert.setInt(1, i);
                insert.setString(2, "name of number " + i);
                insert.setBigDecimal(3, BigDecimal.valueOf(i, 2));
                insert.setString(4, "2024-01-01");
                insert.addBatch();
                if (i % 5_000 == 4_999) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
        connection.commit();
    }

    /** By COPY, in seconds. */
    static double copy(Connection connection, String table, int from, int to) throws SQLException, IOException {
        long start = System.nanoTime();
        Reader rows = new StringReader(text(from, to));
        long count = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + table + " from stdin", rows, 1 << 16);
        if (count != to - from) {
            throw new SQLException("copied " + count);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static String text(int from, int to) {
        StringBuilder text = new StringBuilder((to - from) * 48);
        for (int i = from; i < to; i++) {
            text.append(i)
                    .append("\tname of number ")
                    .append(i)
                    .append('\t')
                    .append(BigDecimal.valueOf(i, 2))
                    .append("\t2024-01-01\n");
        }
        return text.toString();
    }
}
