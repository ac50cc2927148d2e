package io.federator.it.regress;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A table or view of the oracle as the session sees it. */
record Relation(String name, List<Column> columns, List<String> key) {
    /** The types that a catalog can name. */
    private static final Pattern SERVED =
            Pattern.compile("(smallint|integer|bigint|numeric(\\([\\d,-]+\\))?|real|double"
                + " precision|text|name|\"char\"|boolean|bytea|date|uuid|jsonb?|oid|regclass|regtype|(character|bit)("
                + " varying)?(\\(\\d+\\))?|bpchar|(time|timestamp)(\\(\\d\\))? with(out)? time zone|interval[a-z"
                + " ]*(\\(\\d\\))?)(\\[\\])?");

    private static final Pattern HELD_BY_MARIADB = Pattern.compile(
            "smallint|integer|bigint|numeric\\(\\d+,\\d+\\)|double precision|text|name|boolean|bytea|date|uuid|jsonb"
                    + "|character( varying)?\\(\\d+\\)|(time|timestamp)(\\(\\d\\))? without time zone"
                    + "|timestamp(\\(\\d\\))? with time zone");

    /** @param type as {@code format_type} shows it */
    record Column(String name, String type, boolean notNull) {
        String quoted() {
            return '"' + name.replace("\"", "\"\"") + '"';
        }

        String mariaDbType() {
            String bare = type.replace("character varying", "varchar").replace("character", "char");
            return switch (bare) {
                case "text", "jsonb" -> "longtext";
                case "name" -> "varchar(15)";
                case "bytea" -> "longblob";
                case "uuid" -> "char(36)";
                case "boolean" -> "tinyint(1)";
                case "double precision" -> "double";
                default ->
                    bare.startsWith("timestamp")
                            ? "datetime(6)"
                            : bare.startsWith("time") ? "time(6)" : bare.replace("numeric", "decimal");
            };
        }
    }

    String quoted() {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    boolean isServable() {
        return !columns.isEmpty()
                && columns.stream()
                        .allMatch(column -> SERVED.matcher(column.type()).matches());
    }

    /** Two conditions that share the rows out, when there is a column to do it by. */
    Optional<Split> split() {
        if (!isServable()
                || !columns.stream()
                        .allMatch(
                                column -> HELD_BY_MARIADB.matcher(column.type()).matches())) {
            return Optional.empty();
        }
        return columns.stream().flatMap(column -> split(column).stream()).findFirst();
    }

    private static Optional<Split> split(Column column) {
        String name = column.quoted();
        String type = column.type();
        if (type.equals("integer") || type.equals("bigint") || type.equals("smallint")) {
            return Optional.of(
                    new Split("mod(" + name + ", 2) = 0", "mod(" + name + ", 2) <> 0 or " + name + " is null"));
        }
        if (type.equals("text") || type.equals("name") || type.startsWith("character varying")) {
            return Optional.of(new Split(name + " < 'm'", name + " >= 'm' or " + name + " is null"));
        }
        return switch (type) {
            case "double precision" -> Optional.of(new Split(name + " < 0", name + " >= 0 or " + name + " is null"));
            case "date" ->
                Optional.of(new Split(name + " < '2000-01-01'", name + " >= '2000-01-01' or " + name + " is null"));
            default -> Optional.empty();
        };
    }

    /** @param here of the rows that stay in PostgreSQL */
    record Split(String here, String there) {}

    String selectList() {
        return columns.stream().map(Column::quoted).collect(Collectors.joining(", "));
    }

    /** The definition of a table that holds its rows. */
    String definition(boolean mariaDb) {
        String body = columns.stream()
                .map(column -> (mariaDb ? inBackticks(column.name()) : column.quoted()) + " "
                        + (mariaDb ? column.mariaDbType() : column.type())
                        + (column.notNull() ? " not null" : mariaDb ? " null" : ""))
                .collect(Collectors.joining(", "));
        String primary = key.isEmpty() || mariaDb
                ? ""
                : ", primary key ("
                        + key.stream()
                                .map(column -> '"' + column.replace("\"", "\"\"") + '"')
                                .collect(Collectors.joining(", "))
                        + ")";
        return "create table " + (mariaDb ? inBackticks(name) : quoted()) + " (" + body + primary + ")"
                + (mariaDb ? " character set utf8mb4 collate utf8mb4_bin" : "");
    }

    static String inBackticks(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /** Names are told apart by case in PostgreSQL only. */
    String nameInMariaDb() {
        return name.toLowerCase(Locale.ROOT);
    }
}
