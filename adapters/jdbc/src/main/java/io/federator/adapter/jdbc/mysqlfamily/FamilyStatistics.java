package io.federator.adapter.jdbc.mysqlfamily;

import io.federator.adapter.jdbc.Rows;
import io.federator.adapter.jdbc.text.ValueText;
import io.federator.spi.error.SqlException;
import io.federator.spi.source.SourceColumn;
import io.federator.spi.source.TableDescription;
import io.federator.spi.source.TableStatistics;
import io.federator.spi.type.SqlType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows and cardinalities as the server estimates them, and the extremes of columns that lead an index, which the server
 * takes from the index's two ends.
 */
final class FamilyStatistics {
    private static final String ROWS = """
        SELECT TABLE_ROWS FROM information_schema.TABLES
        WHERE TABLE_SCHEMA = COALESCE(NULLIF(?, ''), DATABASE()) AND TABLE_NAME = ?\
        """;

    private static final String DISTINCT = """
        SELECT COLUMN_NAME, MAX(CARDINALITY) FROM information_schema.STATISTICS
        WHERE TABLE_SCHEMA = COALESCE(NULLIF(?, ''), DATABASE()) AND TABLE_NAME = ?
          AND SEQ_IN_INDEX = 1 AND COLUMN_NAME IS NOT NULL AND CARDINALITY IS NOT NULL
        GROUP BY COLUMN_NAME\
        """;

    private FamilyStatistics() {}

    private record Cardinality(String column, double distinct) {}

    static TableStatistics read(Connection connection, TableDescription table, FamilyDialect dialect)
            throws SQLException {
        String schema = table.name().schema().orElse("");
        String name = table.name().table();
        double rows = Rows.list(connection, ROWS, FamilyStatistics::count, schema, name)
                .getFirst();
        List<Cardinality> cardinalities = Rows.list(
                connection, DISTINCT, row -> new Cardinality(row.getString(1), row.getDouble(2)), schema, name);
        Map<String, List<@Nullable Object>> bounds = rows < 0 ? Map.of() : bounds(connection, table, dialect);
        Map<String, TableStatistics.Column> columns = new HashMap<>();
        for (Cardinality cardinality : cardinalities) {
            List<@Nullable Object> ends = bounds.get(cardinality.column());
            columns.put(
                    cardinality.column(),
                    new TableStatistics.Column(
                            0,
                            cardinality.distinct(),
                            ends == null ? null : ends.get(0),
                            ends == null ? null : ends.get(1)));
        }
        return new TableStatistics(rows, columns);
    }

    /** Views have no count. */
    private static double count(ResultSet row) throws SQLException {
        double rows = row.getDouble(1);
        return row.wasNull() ? -1 : rows;
    }

    private static Map<String, List<@Nullable Object>> bounds(
            Connection connection, TableDescription table, FamilyDialect dialect) throws SQLException {
        List<SourceColumn> ranged = table.columns().stream()
                .filter(column -> hasRange(column.type()) && leadsIndex(table, column.name()))
                .toList();
        if (ranged.isEmpty()) {
            return Map.of();
        }
        String items = ranged.stream()
                .map(column -> dialect.quote(column.name()))
                .map(column -> "MIN(" + column + "), MAX(" + column + ")")
                .collect(Collectors.joining(", "));
        String sql = "SELECT " + items + " FROM " + dialect.table(table.name());
        Map<String, List<@Nullable Object>> bounds = new HashMap<>();
        Rows.list(connection, sql, row -> {
            for (int i = 0; i < ranged.size(); i++) {
                SqlType type = ranged.get(i).type();
                List<@Nullable Object> ends = new ArrayList<>();
                ends.add(value(type, row.getString(2 * i + 1)));
                ends.add(value(type, row.getString(2 * i + 2)));
                bounds.put(ranged.get(i).name(), ends);
            }
            return row;
        });
        return bounds;
    }

    private static boolean hasRange(SqlType type) {
        return switch (type.kind()) {
            case INT2, INT4, INT8, NUMERIC, DATE, TIMESTAMP, TIMESTAMPTZ -> true;
            default -> false;
        };
    }

    private static boolean leadsIndex(TableDescription table, String column) {
        return table.indexes().stream()
                .anyMatch(index -> index.columns().getFirst().equals(column));
    }

    /** A value that PostgreSQL does not have is no statistic. */
    private static @Nullable Object value(SqlType type, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return ValueText.parse(type, text);
        } catch (SqlException e) {
            return null;
        }
    }
}
