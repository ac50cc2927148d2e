package io.federator.samples.tpch;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * Reads a whole result in slices of a thousand rows, as a client does that must not hold all of it. From the command line:
 *
 * <pre>
 * TpchReading JDBC_URL SQL
 * </pre>
 *
 * Prints how long the first row took, and when it has touched every value of every row: their number, the characters in them and
 * the time.
 */
public final class TpchReading {
    private static final int FETCH_SIZE = 1000;

    private TpchReading() {}

    public static void main(String[] args) throws SQLException {
        if (args.length != 2) {
            throw new IllegalArgumentException("usage: TpchReading JDBC_URL SQL");
        }
        try (Connection connection = DriverManager.getConnection(args[0])) {
            // Without a transaction there is no portal to fetch from, and pgjdbc takes everything at once.
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(FETCH_SIZE);
                read(statement, args[1]);
            }
            connection.commit();
        }
    }

    private static void read(Statement statement, String sql) throws SQLException {
        long begin = System.nanoTime();
        long rows = 0;
        long characters = 0;
        try (ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                if (rows++ == 0) {
                    System.out.printf(Locale.ROOT, "first row after %.3f s%n", seconds(begin));
                }
                for (int column = 1; column <= columns; column++) {
                    String value = result.getString(column);
                    characters += value == null ? 0 : value.length();
                }
            }
        }
        System.out.printf(Locale.ROOT, "%d rows, %d characters in %.1f s%n", rows, characters, seconds(begin));
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
