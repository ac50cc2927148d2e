package io.federator.engine.session;

import java.nio.charset.StandardCharsets;

/** Names of prepared statements and portals, of which PostgreSQL looks at the first 63 bytes. */
final class StatementName {
    private static final int BYTES = 63;

    private StatementName() {}

    static String key(String name) {
        if (name.length() * 3 <= BYTES) {
            return name;
        }
        int bytes = 0;
        int end = 0;
        while (end < name.length()) {
            int point = name.codePointAt(end);
            bytes += Character.toString(point).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > BYTES) {
                break;
            }
            end += Character.charCount(point);
        }
        return name.substring(0, end);
    }
}
