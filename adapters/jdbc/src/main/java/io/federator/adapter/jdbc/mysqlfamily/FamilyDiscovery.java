package io.federator.adapter.jdbc.mysqlfamily;

import io.federator.adapter.jdbc.Rows;
import io.federator.adapter.jdbc.mysqlfamily.FamilyTypes.Native;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.SourceColumn;
import io.federator.spi.source.TableDescription;
import io.federator.spi.source.TableDescription.Index;
import io.federator.spi.source.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tables from information_schema. A table without a schema is sought in the database that the URL names. */
final class FamilyDiscovery {
    private static final String TABLE = """
        SELECT TABLE_SCHEMA, TABLE_COMMENT, TABLE_TYPE FROM information_schema.TABLES
        WHERE TABLE_SCHEMA = COALESCE(NULLIF(?, ''), DATABASE()) AND TABLE_NAME = ?\
        """;

    private static final String COLUMNS = """
        SELECT COLUMN_NAME, COLUMN_TYPE, DATA_TYPE, IS_NULLABLE, CHARACTER_MAXIMUM_LENGTH, NUMERIC_PRECISION,
          NUMERIC_SCALE, DATETIME_PRECISION, CHARACTER_SET_NAME, COLLATION_NAME, COLUMN_COMMENT,
          COLUMN_DEFAULT, EXTRA
        FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION\
        """;

    private static final String INDEXES = """
        SELECT INDEX_NAME, NON_UNIQUE, COLUMN_NAME, SUB_PART
        FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? ORDER BY INDEX_NAME, SEQ_IN_INDEX\
        """;

    /** MariaDB's JSON is a longtext with this check. */
    private static final String JSON_CHECKS = """
        SELECT CONSTRAINT_NAME FROM information_schema.CHECK_CONSTRAINTS
        WHERE CONSTRAINT_SCHEMA = ? AND TABLE_NAME = ? AND LOWER(CHECK_CLAUSE) LIKE 'json_valid(%'\
        """;

    private FamilyDiscovery() {}

    private record Found(String schema, Optional<String> comment, boolean table) {}

    /** Part of an index: {@code plain} when it is a whole column. */
    private record Part(String index, boolean unique, String column, boolean plain) {}

    static TableDescription describe(Connection connection, TableName table, FamilyProfile profile, boolean jsonIsText)
            throws SQLException {
        Found found = find(connection, table);
        Set<String> json = jsonIsText
                ? Set.copyOf(Rows.list(connection, JSON_CHECKS, row -> row.getString(1), found.schema(), table.table()))
                : Set.of();
        List<SourceColumn> columns =
                Rows.list(connection, COLUMNS, row -> column(row, profile, json), found.schema(), table.table());
        Map<String, List<Part>> parts = new LinkedHashMap<>();
        for (Part part : Rows.list(connection, INDEXES, FamilyDiscovery::part, found.schema(), table.table())) {
            parts.computeIfAbsent(part.index(), name -> new ArrayList<>()).add(part);
        }
        List<Index> indexes = parts.values().stream()
                .filter(all -> all.stream().allMatch(Part::plain))
                .map(all -> new Index(
                        all.getFirst().index(),
                        all.stream().map(Part::column).toList(),
                        all.getFirst().unique()))
                .toList();
        return new TableDescription(
                table,
                columns,
                indexes.stream()
                        .filter(FamilyDiscovery::isPrimary)
                        .findFirst()
                        .map(Index::columns)
                        .orElse(List.of()),
                indexes.stream()
                        .filter(index -> index.unique() && !isPrimary(index))
                        .map(Index::columns)
                        .toList(),
                indexes,
                found.comment(),
                found.table());
    }

    private static boolean isPrimary(Index index) {
        return index.name().equals("PRIMARY");
    }

    private static Found find(Connection connection, TableName table) throws SQLException {
        return Rows.list(
                        connection,
                        TABLE,
                        FamilyDiscovery::found,
                        table.schema().orElse(""),
                        table.table())
                .stream()
                .findFirst()
                .orElseThrow(
                        () -> new SqlException(SqlState.UNDEFINED_TABLE, "relation \"" + table + "\" does not exist"));
    }

    /** A view's comment is the word VIEW. */
    private static Found found(ResultSet row) throws SQLException {
        String comment = row.getString(2);
        boolean view = String.valueOf(row.getString(3)).contains("VIEW");
        return new Found(row.getString(1), view ? Optional.empty() : text(comment), !view);
    }

    private static Part part(ResultSet row) throws SQLException {
        String column = row.getString(3);
        return new Part(
                row.getString(1),
                row.getInt(2) == 0,
                column == null ? "" : column,
                column != null && row.getString(4) == null);
    }

    private static SourceColumn column(ResultSet row, FamilyProfile profile, Set<String> json) throws SQLException {
        String name = row.getString(1);
        Native nativeType = new Native(
                row.getString(2).toLowerCase(Locale.ROOT),
                row.getString(3).toLowerCase(Locale.ROOT),
                number(row, 5),
                (int) number(row, 6),
                (int) number(row, 7),
                (int) number(row, 8),
                text(row.getString(9)).orElse(""),
                text(row.getString(10)).orElse(""),
                json.contains(name));
        return new SourceColumn(
                name,
                nativeType.fullType(),
                FamilyTypes.type(nativeType, profile.options()),
                FamilyTypes.alternatives(nativeType),
                row.getString(4).equals("NO"),
                filling(row.getString(12), row.getString(13)),
                FamilyTypes.collation(nativeType, profile),
                text(row.getString(11)));
    }

    /** MariaDB writes the default NULL as a word. */
    private static SourceColumn.Filling filling(@Nullable String value, @Nullable String extra) {
        String kind = extra == null ? "" : extra.toLowerCase(Locale.ROOT);
        if (kind.contains("virtual") || kind.contains("stored") || kind.contains("persistent")) {
            return SourceColumn.Filling.GENERATED;
        }
        boolean filled = kind.contains("auto_increment") || (value != null && !value.equalsIgnoreCase("null"));
        return filled ? SourceColumn.Filling.DEFAULT : SourceColumn.Filling.NOTHING;
    }

    private static long number(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? -1 : Math.min(value, Integer.MAX_VALUE);
    }

    private static Optional<String> text(@Nullable String text) {
        return text == null || text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
