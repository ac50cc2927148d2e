package io.federator.it.deployment;

import io.federator.config.ColumnPart;
import io.federator.config.Copy;
import io.federator.config.FederatorConfig;
import io.federator.config.Placement;
import io.federator.config.RowFragment;
import io.federator.config.TableConfig;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Fills the sources of a catalog from a PostgreSQL that has all of its tables whole: each fragment gets its rows and columns. */
public final class PlacementLoader {
    private static final int BATCH = 1_000;

    private final Connection whole;
    private final Map<String, Connection> sources;

    /** @param sources open connections by the names in the catalog */
    public PlacementLoader(Connection whole, Map<String, Connection> sources) {
        this.whole = whole;
        this.sources = sources;
    }

    public void load(FederatorConfig config) throws SQLException {
        for (TableConfig table : config.tables()) {
            List<Column> columns = columns(table.name());
            load(table, table.placement(), columns, "true");
        }
    }

    private record Column(String name, String type, boolean notNull) {}

    private void load(TableConfig table, Placement placement, List<Column> columns, String where) throws SQLException {
        switch (placement) {
            case Placement.At at -> {
                for (Copy copy : at.copies()) {
                    fill(table, copy, columns, where);
                }
            }
            case Placement.Rows rows -> {
                for (RowFragment fragment : rows.fragments()) {
                    load(table, fragment.placement(), columns, where + " and (" + fragment.where() + ")");
                }
            }
            case Placement.Columns parts -> {
                for (ColumnPart part : parts.parts()) {
                    List<Column> own = columns.stream()
                            .filter(column -> table.key().contains(column.name())
                                    || part.has().contains(column.name()))
                            .toList();
                    load(table, part.placement(), own, where);
                }
            }
        }
    }

    private List<Column> columns(String table) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (PreparedStatement statement =
                whole.prepareStatement("select attname, format_type(atttypid, atttypmod), attnotnull from pg_attribute"
                        + " where attrelid = ?::regclass and attnum > 0 order by attnum")) {
            statement.setString(1, quoted(table, '"'));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.add(new Column(rows.getString(1), rows.getString(2), rows.getBoolean(3)));
                }
            }
        }
        return columns;
    }

    private void fill(TableConfig table, Copy copy, List<Column> columns, String where) throws SQLException {
        Connection target = sources.get(copy.address().source());
        if (target == null) {
            throw new IllegalArgumentException(
                    "no connection to " + copy.address().source());
        }
        boolean postgres = target.getMetaData().getDatabaseProductName().equals("PostgreSQL");
        char quote = postgres ? '"' : '`';
        String name = quoted(copy.address().table(), quote);
        String definitions = columns.stream()
                .map(column -> quoted(copy.physicalName(column.name()), quote) + " "
                        + (postgres ? column.type() : mysqlType(column.type()))
                        + (column.notNull() ? " not null" : " null"))
                .collect(Collectors.joining(", "));
        String key = table.key().isEmpty()
                ? ""
                : ", primary key ("
                        + table.key().stream()
                                .map(column -> quoted(copy.physicalName(column), quote))
                                .collect(Collectors.joining(", "))
                        + ")";
        try (Statement statement = target.createStatement()) {
            statement.execute("create table " + name + " (" + definitions + key + ")"
                    + (postgres ? "" : " character set utf8mb4"));
        }
        insert(table, columns, where, target, name, postgres);
        try (Statement statement = target.createStatement()) {
            statement.execute((postgres ? "analyze " : "analyze table ") + name);
        }
    }

    private void insert(
            TableConfig table, List<Column> columns, String where, Connection target, String name, boolean postgres)
            throws SQLException {
        String select =
                columns.stream().map(column -> quoted(column.name(), '"')).collect(Collectors.joining(", "));
        String marks = columns.stream()
                .map(column -> postgres ? "?::" + column.type() : "?")
                .collect(Collectors.joining(", "));
        try (Statement from = whole.createStatement();
                ResultSet rows = from.executeQuery(
                        "select " + select + " from " + quoted(table.name(), '"') + " where " + where);
                PreparedStatement to = target.prepareStatement("insert into " + name + " values (" + marks + ")")) {
            target.setAutoCommit(false);
            int pending = 0;
            while (rows.next()) {
                for (int i = 1; i <= columns.size(); i++) {
                    set(to, i, rows, columns.get(i - 1).type(), postgres);
                }
                to.addBatch();
                if (++pending % BATCH == 0) {
                    to.executeBatch();
                }
            }
            to.executeBatch();
            target.commit();
        } finally {
            target.setAutoCommit(true);
        }
    }

    private static void set(PreparedStatement to, int index, ResultSet rows, String type, boolean postgres)
            throws SQLException {
        String text = rows.getString(index);
        if (text == null) {
            to.setNull(index, Types.VARCHAR);
        } else if (type.equals("bytea")) {
            to.setBytes(index, rows.getBytes(index));
        } else if (!postgres && type.equals("boolean")) {
            to.setInt(index, text.equals("t") ? 1 : 0);
        } else {
            // An instant is shown in UTC, and stored without the zone.
            to.setString(index, !postgres && type.contains("with time zone") ? text.replace("+00", "") : text);
        }
    }

    private static String mysqlType(String type) {
        if (type.startsWith("character varying")) {
            return type.replace("character varying", "varchar");
        }
        if (type.startsWith("character")) {
            return type.replace("character", "char");
        }
        if (type.startsWith("timestamp")) {
            return "datetime(6)";
        }
        if (type.startsWith("time")) {
            return "time(6)";
        }
        return switch (type) {
            case "numeric(20,0)" -> "bigint unsigned";
            case "double precision" -> "double";
            case "real" -> "float";
            case "boolean" -> "tinyint(1)";
            case "text", "jsonb" -> "longtext";
            case "bytea" -> "longblob";
            case "uuid" -> "char(36)";
            default -> type.startsWith("numeric") ? type.replace("numeric", "decimal") : type;
        };
    }

    private static String quoted(String name, char quote) {
        return quote + name.replace(String.valueOf(quote), String.valueOf(quote) + quote) + quote;
    }
}
