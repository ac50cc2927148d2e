package io.federator.it.writes;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The table {@code account} in pieces.
 *
 * @param yaml its placement, below {@code account:}
 * @param pieces its tables in the sources
 */
record Accounts(String name, String yaml, List<Piece> pieces) {
    /** The names of sources that may be used. */
    static final List<String> SOURCES = List.of("pg", "pg2", "maria", "my");

    /** All columns with their types in PostgreSQL. */
    private static final List<String> COLUMNS = List.of("id", "owner", "region", "balance", "note", "opened", "active");

    static final String TABLE = """
        create table account (id integer primary key, owner varchar(20) not null, region varchar(2), balance numeric(10,2),
          note text, opened date, active boolean default true)\
        """;

    /** In a source of its own. */
    static final String ARCHIVE = "create table archive (id integer primary key, owner varchar(20), region varchar(2),"
            + " balance numeric(10,2))";

    static final List<String> ROWS = List.of(
            "(1, 'Anna', 'EU', 10.00, null, '2020-01-05', true)",
            "(2, 'Bert', 'US', 20.50, 'two', '2020-06-30', false)",
            "(3, 'Cleo', 'EU', 30.25, 'three', null, true)",
            "(4, 'Dora', null, null, 'four', '2021-03-01', null)",
            "(5, 'Emil', 'JP', 0.00, '', '2022-12-31', true)",
            "(6, 'Fritz', 'US', -5.75, 'six', '2019-11-11', true)",
            "(7, 'Änne', 'EU', 20.50, 'ANNA', '2023-07-07', false)",
            "(8, 'anna', 'US', 99999.99, 'Zwölf € ✓', '2024-02-29', true)");

    /**
     * A table in a source.
     *
     * @param columns those that it keeps, empty for all
     * @param where the rows that it keeps
     */
    record Piece(String source, String table, List<String> columns, String where) {
        List<String> kept() {
            return columns.isEmpty() ? COLUMNS : columns;
        }

        /** For PostgreSQL. */
        String definition(boolean mariadb) {
            return kept().stream()
                    .map(column -> column + " " + type(column, mariadb))
                    .collect(Collectors.joining(
                            ", ", "create table " + table + " (", ")" + (mariadb ? " character set utf8mb4" : "")));
        }

        private static String type(String column, boolean mariadb) {
            return switch (column) {
                case "id" -> "integer primary key";
                case "owner" -> "varchar(20) not null";
                case "region" -> "varchar(2)";
                case "balance" -> mariadb ? "decimal(10,2)" : "numeric(10,2)";
                case "opened" -> "date";
                case "active" -> mariadb ? "tinyint(1) default 1" : "boolean default true";
                default -> "text";
            };
        }

        /** What the table must hold, asked of the whole. */
        String expected() {
            return "select " + String.join(", ", kept()) + " from account where " + where + " order by id";
        }

        String actual() {
            return "select " + String.join(", ", kept()) + " from " + table + " order by id";
        }
    }

    @Override
    public String toString() {
        return name;
    }

    private static final String EVERYTHING = "true";
    private static final String EU = "region = 'EU'";
    private static final String US = "region = 'US'";
    private static final String REST = "region is null or region not in ('EU', 'US')";

    /** In one table. */
    static Accounts whole(String source) {
        return new Accounts(
                "whole in " + source,
                "at: " + source + "/account",
                List.of(new Piece(source, "account", List.of(), EVERYTHING)));
    }

    /** By rows, in these sources. */
    static Accounts rows(String eu, String us, String rest) {
        return new Accounts(
                "rows in " + eu + ", " + us + ", " + rest,
                """
                rows:
                  - {where: "%s", at: %s/account_eu}
                  - {where: "%s", at: %s/account_us}
                  - {where: "%s", at: %s/account_rest}\
                """.formatted(EU, eu, US, us, REST, rest),
                List.of(
                        new Piece(eu, "account_eu", List.of(), EU),
                        new Piece(us, "account_us", List.of(), US),
                        new Piece(rest, "account_rest", List.of(), REST)));
    }

    /** By columns. */
    static Accounts columns(String first, String second) {
        return new Accounts(
                "columns in " + first + ", " + second,
                """
                columns:
                  - {has: [owner, region, active], at: %s/account_core}
                  - {has: [balance, note, opened], at: %s/account_more}\
                """.formatted(first, second),
                List.of(
                        new Piece(first, "account_core", List.of("id", "owner", "region", "active"), EVERYTHING),
                        new Piece(second, "account_more", List.of("id", "balance", "note", "opened"), EVERYTHING)));
    }

    /** Two copies. */
    static Accounts copies(String primary, String other) {
        return new Accounts(
                "copies in " + primary + ", " + other,
                "at: [%s/account_one, %s/account_two]".formatted(primary, other),
                List.of(
                        new Piece(primary, "account_one", List.of(), EVERYTHING),
                        new Piece(other, "account_two", List.of(), EVERYTHING)));
    }

    /** Rows, and within them copies and columns. */
    static Accounts nested(String first, String second) {
        return new Accounts(
                "nested in " + first + ", " + second,
                """
                rows:
                  - {where: "%1$s", at: [%4$s/account_eu, %5$s/account_eu_copy]}
                  - where: "%2$s"
                    columns:
                      - {has: [owner, region, active], at: %5$s/account_core}
                      - {has: [balance, note, opened], at: %4$s/account_more}
                  - {where: "%3$s", at: %5$s/account_rest}\
                """.formatted(EU, US, REST, first, second),
                List.of(
                        new Piece(first, "account_eu", List.of(), EU),
                        new Piece(second, "account_eu_copy", List.of(), EU),
                        new Piece(second, "account_core", List.of("id", "owner", "region", "active"), US),
                        new Piece(first, "account_more", List.of("id", "balance", "note", "opened"), US),
                        new Piece(second, "account_rest", List.of(), REST)));
    }

    /** Whether two rows of the same key may be in fragments whose sources do not know of each other's. */
    boolean splitsRows() {
        return yaml.startsWith("rows:");
    }

    /** @param my the type of source {@code my} */
    String catalog(String my) {
        return """
            version: 1
            gateway: {port: 5433}
            sources:
              pg: {type: postgresql, url: "${PG_URL}", user: postgres, password: ""}
              pg2: {type: postgresql, url: "${PG2_URL}", user: postgres, password: ""}
              maria: {type: mariadb, url: "${MARIA_URL}", user: root, password: ""}
              my: {type: MY_TYPE, url: "${MY_URL}", user: root, password: ""}
            schemas:
              public:
                region: {key: [code], at: pg/region}
                archive: {key: [id], at: pg2/archive}
                account:
                  key: [id]
                  define: {id: integer not null, owner: varchar(20) not null, region: varchar(2), balance: "numeric(10,2)", note: text, opened: date, active: boolean}
            """.replace("MY_TYPE", my) + yaml.indent(6);
    }
}
