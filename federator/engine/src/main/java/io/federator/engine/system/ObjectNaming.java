package io.federator.engine.system;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** The names that PostgreSQL chooses for indexes and constraints that were given none: {@code orders_pkey}. One schema's. */
final class ObjectNaming {
    private static final int MAX_BYTES = 63;

    private final Set<String> used = new HashSet<>();

    void reserve(String name) {
        used.add(name);
    }

    /** {@code TABLE_COLUMNS_LABEL}, shortened to 63 bytes, with a number behind when it is taken; {@code columns} may be empty. */
    String choose(String table, String columns, String label) {
        for (int attempt = 0; ; attempt++) {
            String name = join(table, columns, attempt == 0 ? label : label + attempt);
            if (used.add(name)) {
                return name;
            }
        }
    }

    /** The name that it has elsewhere, or where that is taken the one that PostgreSQL would choose. */
    String keep(String name, String table, String columns) {
        return used.add(name) ? name : choose(table, columns, "idx");
    }

    private static String join(String table, String columns, String label) {
        String first = table;
        String second = columns;
        int room = MAX_BYTES - bytes(label) - 1 - (columns.isEmpty() ? 0 : 1);
        // The longer one gives way, as in PostgreSQL.
        while (bytes(first) + bytes(second) > room) {
            if (bytes(first) > bytes(second)) {
                first = shorter(first);
            } else {
                second = shorter(second);
            }
        }
        return first + (columns.isEmpty() ? "" : "_" + second) + "_" + label;
    }

    private static String shorter(String text) {
        return text.substring(0, text.offsetByCodePoints(text.length(), -1));
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
