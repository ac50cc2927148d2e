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
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Fills the sources of a catalog from a PostgreSQL that has all of its tables whole: each fragment gets its rows and columns. */
public final class PlacementLoader {
    private static final int BATCH = 1_000;

    private final Connection whole;
    private final Map<String, Connection> sources;
    private final PhysicalTypes types;

    /** @param sources open connections by the names in the catalog */
    public PlacementLoader(Connection whole, Map<String, Connection> sources) {
        this(whole, sources, PhysicalTypes.USUAL);
    }

    /**
     * @param sources open connections by the names in the catalog
     * @param types of the fragments' columns
     */
    public PlacementLoader(Connection whole, Map<String, Connection> sources, PhysicalTypes types) {
        this.whole = whole;
        this.sources = sources;
        this.types = types;
    }

    public void load(FederatorConfig config) throws SQLException {
        try (Statement statement = whole.createStatement()) {
            statement.execute("set timezone = 'UTC'");
        }
        for (TableConfig table : config.tables()) {
            List<Column> columns = columns(table.name());
            load(table, table.placement(), columns, "true");
        }
    }

    private record Column(String name, String type, boolean notNull) {}

    /** One place of a fragment. */
    private record Target(Connection connection, Copy copy, String product) {
        boolean isPostgres() {
            return product.equals("PostgreSQL");
        }

        String table() {
            return name(copy.address().table());
        }

        String column(Column column) {
            return name(copy.physicalName(column.name()));
        }

        private String name(String name) {
            return quoted(name, isPostgres() ? '"' : '`');
        }
    }

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
        Connection connection = sources.get(copy.address().source());
        if (connection == null) {
            throw new IllegalArgumentException(
                    "no connection to " + copy.address().source());
        }
        Target target = new Target(connection, copy, connection.getMetaData().getDatabaseProductName());
        String definitions = columns.stream()
                .map(column ->
                        target.column(column) + " " + type(target, column) + (column.notNull() ? " not null" : " null"))
                .collect(Collectors.joining(", "));
        String key = columns.stream()
                .filter(column -> table.key().contains(column.name()))
                .map(target::column)
                .collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement()) {
            if (!target.isPostgres()) {
                statement.execute("set time_zone = '+00:00'");
            }
            statement.execute("create table " + target.table() + " (" + definitions
                    + (key.isEmpty() ? "" : ", primary key (" + key + ")") + ")"
                    + (target.isPostgres() ? "" : " character set utf8mb4"));
            insert(table, columns, where, target);
            statement.execute((target.isPostgres() ? "analyze " : "analyze table ") + target.table());
        }
    }

    private String type(Target target, Column column) {
        Copy copy = target.copy();
        String address =
                copy.address().source() + "/" + copy.address().table() + "." + copy.physicalName(column.name());
        return types.type(address, column.type(), target.product());
    }

    private void insert(TableConfig table, List<Column> columns, String where, Target target) throws SQLException {
        String select =
                columns.stream().map(column -> quoted(column.name(), '"')).collect(Collectors.joining(", "));
        List<String> physical =
                columns.stream().map(column -> type(target, column)).toList();
        String marks = physical.stream()
                .map(type -> target.isPostgres() ? "?::" + type.replaceFirst(" collate .*", "") : "?")
                .collect(Collectors.joining(", "));
        try (Statement from = whole.createStatement();
                ResultSet rows = from.executeQuery(
                        "select " + select + " from " + quoted(table.name(), '"') + " where " + where);
                PreparedStatement to = target.connection()
                        .prepareStatement("insert into " + target.table() + " values (" + marks + ")")) {
            target.connection().setAutoCommit(false);
            int pending = 0;
            while (rows.next()) {
                for (int i = 1; i <= columns.size(); i++) {
                    set(to, i, rows, columns.get(i - 1).type(), physical.get(i - 1));
                }
                to.addBatch();
                if (++pending % BATCH == 0) {
                    to.executeBatch();
                }
            }
            to.executeBatch();
            target.connection().commit();
        } finally {
            target.connection().setAutoCommit(true);
        }
    }

    private static void set(PreparedStatement to, int index, ResultSet rows, String type, String physical)
            throws SQLException {
        String text = rows.getString(index);
        if (text == null) {
            to.setNull(index, Types.VARCHAR);
        } else if (type.equals("bytea")) {
            to.setBytes(index, rows.getBytes(index));
        } else if (physical.equals("binary(16)")) {
            to.setBytes(index, HexFormat.of().parseHex(text.replace("-", "")));
        } else if (type.equals("boolean") && !physical.equals("boolean")) {
            to.setInt(index, text.equals("t") ? 1 : 0);
        } else {
            // An instant is shown in UTC, and stored without the zone.
            boolean zoned = physical.startsWith("datetime") || physical.startsWith("timestamp(");
            to.setString(index, zoned && type.contains("with time zone") ? text.replace("+00", "") : text);
        }
    }

    private static String quoted(String name, char quote) {
        return quote + name.replace(String.valueOf(quote), String.valueOf(quote) + quote) + quote;
    }
}
