package io.federator.samples.tpch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Runs the queries of a folder on Federator and on a PostgreSQL that has all the data, and compares column names, types and every
 * value as text. From the command line:
 *
 * <pre>
 * TpchComparison QUERIES_FOLDER FEDERATOR_JDBC_URL WHOLE_JDBC_URL
 * </pre>
 *
 * Prints a line a query and ends with exit status 1 when one differs.
 */
public final class TpchComparison {
    private TpchComparison() {}

    /** What a server answered. */
    private record Result(List<String> lines, double seconds) {}

    public static void main(String[] args) throws SQLException, IOException {
        if (args.length != 3) {
            throw new IllegalArgumentException(
                    "usage: TpchComparison QUERIES_FOLDER FEDERATOR_JDBC_URL WHOLE_JDBC_URL");
        }
        List<Path> queries;
        try (Stream<Path> files = Files.list(Path.of(args[0]))) {
            queries = files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .toList();
        }
        int equal = 0;
        try (Connection federator = DriverManager.getConnection(args[1]);
                Connection whole = DriverManager.getConnection(args[2])) {
            for (Path file : queries) {
                equal += compare(file, federator, whole) ? 1 : 0;
            }
        }
        System.out.println(equal + " of " + queries.size() + " equal");
        if (equal < queries.size()) {
            System.exit(1);
        }
    }

    private static boolean compare(Path file, Connection federator, Connection whole) throws IOException, SQLException {
        String sql = Files.readString(file);
        Result expected = run(whole, sql);
        String verdict;
        double seconds = 0;
        try {
            Result result = run(federator, sql);
            seconds = result.seconds();
            verdict = result.lines().equals(expected.lines()) ? "equal" : "DIFFERS";
        } catch (SQLException e) {
            verdict = "FAILS " + e.getSQLState() + " " + e.getMessage();
        }
        System.out.printf(
                Locale.ROOT,
                "%s  %6d rows  federator %7.3f s  postgresql %7.3f s  %s%n",
                file.getFileName(),
                expected.lines().size() - 1,
                seconds,
                expected.seconds(),
                verdict);
        return verdict.equals("equal");
    }

    /** The first line has the columns' names and types. */
    private static Result run(Connection connection, String sql) throws SQLException {
        long begin = System.nanoTime();
        List<String> lines = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            ResultSetMetaData meta = rows.getMetaData();
            List<String> line = new ArrayList<>();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                line.add(meta.getColumnLabel(i) + " " + meta.getColumnTypeName(i));
            }
            lines.add(line.toString());
            while (rows.next()) {
                line.clear();
                for (int i = 1; i <= meta.getColumnCount(); i++) {
                    line.add(rows.getString(i));
                }
                lines.add(line.toString());
            }
        }
        return new Result(lines, (System.nanoTime() - begin) / 1e9);
    }
}
