package io.federator.it.fuzz;

import io.federator.it.deployment.Asking;
import io.federator.it.fuzz.Schema.Table;
import io.federator.it.fuzz.Schema.TableColumn;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Makes catalogs: every table whole, in copies, split by rows (ranges, lists, remainders; an empty fragment now and
 * then), by columns, or nested of these, over two PostgreSQL and two MariaDB databases.
 */
final class RandomPlacement {
    private static final String HEAD = """
        version: 1
        gateway: {port: 0, database: whole, admin-port: 0}
        sources:
          sales: {type: postgresql, url: "${SALES_URL}", user: postgres, password: "", pool: {connection-timeout: 3s}}
          supply: {type: mariadb, url: "${SUPPLY_URL}", user: root, password: "", pool: {connection-timeout: 3s}}
          archive: {type: postgresql, url: "${ARCHIVE_URL}", user: postgres, password: ""}
          annex: {type: mariadb, url: "${ANNEX_URL}", user: root, password: "", pool: {connection-timeout: 3s}}
        schemas:
          public:
        """;
    private static final List<String> POSTGRES = List.of("sales", "archive");
    private static final List<String> ALL = List.of("sales", "archive", "supply", "supply", "annex");

    private final Dice dice;
    private final Connection oracle;
    private int tables;

    private RandomPlacement(Dice dice, Connection oracle) {
        this.dice = dice;
        this.oracle = oracle;
    }

    /** The catalog of a seed, for the oracle's tables. */
    static String yaml(Schema schema, Connection oracle, long seed) throws SQLException {
        RandomPlacement placement = new RandomPlacement(Dice.of(seed, 0), oracle);
        StringBuilder yaml = new StringBuilder(HEAD);
        for (Table table : schema.tables()) {
            yaml.append("    ")
                    .append(quoted(table.name()))
                    .append(": {")
                    .append(placement.entry(table))
                    .append("}\n");
        }
        return yaml.toString();
    }

    private String entry(Table table) throws SQLException {
        String key = table.key().isEmpty()
                ? ""
                : table.key().stream().map(RandomPlacement::quoted).collect(Collectors.joining(", ", "key: [", "], "));
        String define = table.columns().stream()
                .map(column ->
                        quoted(column.name()) + ": " + quoted(column.type() + (column.notNull() ? " not null" : "")))
                .collect(Collectors.joining(", ", "define: {", "}, "));
        List<TableColumn> others = table.columns().stream()
                .filter(column -> !table.key().contains(column.name()))
                .toList();
        return key + define + place(table, others, 0);
    }

    /** @param others the columns to place beside the key */
    private String place(Table table, List<TableColumn> others, int depth) throws SQLException {
        boolean splits = depth < 2 && dice.chance(depth == 0 ? 75 : 40);
        if (splits && !table.key().isEmpty() && others.size() > 1 && dice.chance(40)) {
            return columns(table, others, depth);
        }
        return splits ? rows(table, others, depth) : at(table, others);
    }

    private String at(Table table, List<TableColumn> others) throws SQLException {
        List<String> sources = ALL;
        for (TableColumn column : others) {
            sources = isHeldByMaria(table, column) ? sources : POSTGRES;
        }
        List<String> copies = new ArrayList<>();
        for (int i = 0; i < (dice.chance(15) ? 2 : 1); i++) {
            String rename = others.isEmpty() || !dice.chance(20)
                    ? ""
                    : ", rename: {" + quoted(dice.pick(others).name()) + ": moved" + tables + "}";
            copies.add("{source: " + dice.pick(sources) + ", table: " + quoted("t" + ++tables + " " + table.name())
                    + rename + "}");
        }
        return copies.size() == 1 ? "at: " + copies.getFirst() : "at: [" + String.join(", ", copies) + "]";
    }

    /** MariaDB has no infinite numbers, no days before the year 1, and not all of the types. */
    private boolean isHeldByMaria(Table table, TableColumn column) throws SQLException {
        boolean bounded = !column.type().equals("numeric");
        if (!bounded || column.kind().isEmpty()) {
            return false;
        }
        String odd = switch (column.kind().get()) {
            case FLOAT4, FLOAT8 -> " in ('NaN', 'Infinity', '-Infinity')";
            case DATE, TIMESTAMP, TIMESTAMPTZ -> " not between '0001-01-01' and '9999-12-31 23:59:59.999999'";
            case INTERVAL, INT_ARRAY, TEXT_ARRAY, TIMETZ, BITS -> " is not null or true";
            default -> " is null and false";
        };
        return Asking.column(oracle, "select 1 from " + table.quoted() + " where " + column.quoted() + odd + " limit 1")
                .isEmpty();
    }

    private String columns(Table table, List<TableColumn> others, int depth) throws SQLException {
        List<TableColumn> shuffled = dice.shuffled(others);
        int cut = dice.between(1, others.size() - 1);
        List<String> parts = new ArrayList<>();
        for (List<TableColumn> part : List.of(shuffled.subList(0, cut), shuffled.subList(cut, shuffled.size()))) {
            String has = part.stream().map(column -> quoted(column.name())).collect(Collectors.joining(", "));
            parts.add("{has: [" + has + "], " + place(table, part, depth + 1) + "}");
        }
        return "columns: [" + String.join(", ", parts) + "]";
    }

    private String rows(Table table, List<TableColumn> others, int depth) throws SQLException {
        List<TableColumn> candidates = new ArrayList<>(others);
        table.columns().stream()
                .filter(column -> table.key().contains(column.name()))
                .forEach(column -> {
                    candidates.add(column);
                    candidates.add(column);
                });
        candidates.removeIf(
                column -> column.kind().filter(RandomPlacement::splits).isEmpty());
        if (candidates.isEmpty()) {
            return at(table, others);
        }
        List<String> fragments = new ArrayList<>();
        for (String where : predicates(table, dice.pick(candidates))) {
            fragments.add("{where: " + quoted(where) + ", " + place(table, others, depth + 1) + "}");
        }
        return "rows: [" + String.join(", ", fragments) + "]";
    }

    private static boolean splits(Kind kind) {
        return switch (kind) {
            case INT2, INT4, INT8, TEXT, DATE, NUMERIC, TIMESTAMP -> true;
            default -> false;
        };
    }

    /** Disjoint, and one of them true of every row. */
    private List<String> predicates(Table table, TableColumn column) throws SQLException {
        String name = column.quoted();
        Kind kind = column.kind().orElseThrow();
        String orNull = column.notNull() ? "" : " or " + name + " is null";
        List<String> cuts = Asking.column(
                oracle,
                "select v::text from (select distinct " + name + " v from " + table.quoted() + " where " + name
                        + " is not null) x order by md5(v::text || '" + dice.below(1000) + "') limit 2");
        if (cuts.size() < 2) {
            return List.of(
                    name + " = " + kind.literal("0").replaceAll("::.*", "") + orNull,
                    name + " <> " + kind.literal("0").replaceAll("::.*", ""));
        }
        if (kind.isWhole() && dice.chance(40)) {
            int divisor = dice.between(2, 4);
            List<String> remainders = new ArrayList<>();
            for (int i = 0; i < divisor; i++) {
                remainders.add("mod(abs(" + name + "), " + divisor + ") = " + i + (i == 0 ? orNull : ""));
            }
            boolean negative = !table.key().contains(column.name());
            return negative ? range(table, column, cuts, orNull) : plainRemainders(remainders);
        }
        if (kind == Kind.TEXT || dice.chance(20)) {
            String list = cuts.stream().map(cut -> constant(kind, cut)).collect(Collectors.joining(", "));
            return List.of(name + " in (" + list + ")", name + " not in (" + list + ")" + orNull);
        }
        return range(table, column, cuts, orNull);
    }

    private static List<String> plainRemainders(List<String> remainders) {
        return remainders.stream()
                .map(text -> text.replaceAll("abs\\(([^)]*)\\)", "$1"))
                .toList();
    }

    private List<String> range(Table table, TableColumn column, List<String> cuts, String orNull) throws SQLException {
        String name = column.quoted();
        Kind kind = column.kind().orElseThrow();
        List<String> sorted = Asking.column(
                oracle,
                "select distinct " + name + "::text, " + name + " v from " + table.quoted() + " where " + name
                        + "::text in ("
                        + cuts.stream().map(RandomPlacement::text).collect(Collectors.joining(", "))
                        + ") order by v");
        String low = constant(kind, sorted.getFirst());
        if (dice.chance(40) || sorted.size() < 2) {
            return List.of(name + " < " + low, name + " >= " + low + orNull);
        }
        String high = constant(kind, sorted.get(1));
        List<String> three = new ArrayList<>(
                List.of(name + " <= " + low, name + " > " + low + " and " + name + " <= " + high, name + " > " + high));
        if (!orNull.isEmpty()) {
            three.add(name + " is null");
        }
        return three;
    }

    private static String constant(Kind kind, String value) {
        boolean number = kind.isWhole() || kind == Kind.NUMERIC;
        return number && value.matches("\\d{1,15}(\\.\\d+)?") ? value : text(value);
    }

    private static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    /** For YAML. */
    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
