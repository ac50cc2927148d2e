package io.federator.samples.shop;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** A query's result as psql prints it. */
final class PsqlTable {
    private static final Set<Integer> RIGHT =
            Set.of(Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.NUMERIC, Types.REAL, Types.DOUBLE);

    private PsqlTable() {}

    static String of(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            ResultSetMetaData meta = rows.getMetaData();
            int columns = meta.getColumnCount();
            List<List<String>> lines = new ArrayList<>();
            lines.add(IntStream.rangeClosed(1, columns)
                    .mapToObj(i -> label(meta, i))
                    .toList());
            while (rows.next()) {
                List<String> line = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    String value = rows.getString(i);
                    line.add(value == null ? "" : value);
                }
                lines.add(line);
            }
            return print(meta, lines);
        }
    }

    private static String label(ResultSetMetaData meta, int column) {
        try {
            return meta.getColumnLabel(column);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String print(ResultSetMetaData meta, List<List<String>> lines) throws SQLException {
        int columns = meta.getColumnCount();
        StringBuilder text = new StringBuilder();
        int[] widths = new int[columns];
        for (List<String> line : lines) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        for (int row = 0; row < lines.size(); row++) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String value = lines.get(row).get(i);
                int space = widths[i] - value.length();
                int left = row == 0 ? space / 2 : RIGHT.contains(meta.getColumnType(i + 1)) ? space : 0;
                line.append(i == 0 ? " " : "| ")
                        .append(" ".repeat(left))
                        .append(value)
                        .append(" ".repeat(space - left + 1));
            }
            text.append(line.toString().stripTrailing()).append('\n');
            if (row == 0) {
                for (int i = 0; i < columns; i++) {
                    text.append(i == 0 ? "" : "+").append("-".repeat(widths[i] + 2));
                }
                text.append('\n');
            }
        }
        int count = lines.size() - 1;
        return text.append('(')
                .append(count)
                .append(count == 1 ? " row)" : " rows)")
                .append('\n')
                .toString();
    }
}
