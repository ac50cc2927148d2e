package io.federator.it.fuzz;

import io.federator.it.deployment.Asking;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The oracle's tables, with values to compare their columns with. */
record Schema(List<Table> tables, Map<Kind, List<String>> samples) {
    private static final int SAMPLES = 12;

    /**
     * @param quoted its name in SQL
     * @param type as format_type prints it
     * @param kind empty for types that expressions are not made of
     */
    record TableColumn(String name, String quoted, String type, boolean notNull, Optional<Kind> kind) {}

    /** @param quoted its name in SQL */
    record Table(String name, String quoted, List<TableColumn> columns, List<String> key, int rows) {}

    static Schema of(Connection oracle) throws SQLException {
        List<Table> tables = new ArrayList<>();
        Map<Kind, List<String>> samples = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            samples.put(kind, new ArrayList<>(kind.literals()));
        }
        for (String name : Asking.column(
                oracle, "select table_name from information_schema.tables where table_schema = 'public' order by 1")) {
            String quoted = Asking.column(oracle, "select quote_ident('" + name.replace("'", "''") + "')")
                    .getFirst();
            String literal = "'" + quoted.replace("'", "''") + "'::regclass";
            List<TableColumn> columns = new ArrayList<>();
            for (String row : Asking.column(
                    oracle,
                    "select concat_ws('|', attnotnull, format_type(atttypid, atttypmod), attname, quote_ident(attname))"
                            + " from pg_attribute where attrelid = " + literal
                            + " and attnum > 0 and not attisdropped order by attnum")) {
                String[] parts = row.split("\\|", 4);
                columns.add(new TableColumn(parts[2], parts[3], parts[1], parts[0].equals("t"), Kind.ofType(parts[1])));
            }
            List<String> key = Asking.column(
                    oracle,
                    "select attname from pg_index join pg_attribute on attrelid = indrelid and attnum = any(indkey)"
                            + " where indisprimary and indrelid = " + literal + " order by attnum");
            int rows = Integer.parseInt(
                    Asking.column(oracle, "select count(*) from " + quoted).getFirst());
            Table table = new Table(name, quoted, columns, key, rows);
            tables.add(table);
            sample(oracle, table, samples);
        }
        return new Schema(tables, samples);
    }

    private static void sample(Connection oracle, Table table, Map<Kind, List<String>> samples) throws SQLException {
        for (TableColumn column : table.columns()) {
            Optional<List<String>> list = column.kind().map(samples::get);
            if (list.isPresent()) {
                list.get()
                        .addAll(Asking.column(
                                oracle,
                                "select v from (select distinct " + column.quoted() + "::text v from " + table.quoted()
                                        + " where " + column.quoted() + " is not null) x order by md5(v) limit "
                                        + SAMPLES));
            }
        }
    }
}
