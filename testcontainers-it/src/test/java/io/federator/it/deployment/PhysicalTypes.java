package io.federator.it.deployment;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The types of columns at their places: the usual one of the database for PostgreSQL's type, or the one that a list names.
 *
 * @param named types by {@code SOURCE/TABLE.COLUMN}, with the column's physical name
 */
public record PhysicalTypes(Map<String, String> named) {
    /** For every column the usual one. */
    public static final PhysicalTypes USUAL = new PhysicalTypes(Map.of());

    public PhysicalTypes {
        named = Map.copyOf(named);
    }

    /** Reads the lines {@code PLACEMENT SOURCE/TABLE.COLUMN = TYPE} of one placement; others and comments are passed over. */
    public static PhysicalTypes parse(String text, String placement) {
        Map<String, String> named = new HashMap<>();
        text.lines().filter(line -> line.startsWith(placement + " ")).forEach(line -> {
            int equals = line.indexOf(" = ");
            named.put(line.substring(placement.length() + 1, equals), line.substring(equals + 3));
        });
        return new PhysicalTypes(named);
    }

    /** @param product the name of the database as its driver has it */
    String type(String address, String logical, String product) {
        String type = named.get(address);
        if (type == null) {
            return product.equals("PostgreSQL") ? logical : mysqlType(logical);
        }
        // Collations that only MySQL has.
        return product.equals("MariaDB") ? type.replaceFirst(" collate utf8mb4_0900\\w+", "") : type;
    }

    private static String mysqlType(String logical) {
        String type = logical.toLowerCase(Locale.ROOT);
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
}
