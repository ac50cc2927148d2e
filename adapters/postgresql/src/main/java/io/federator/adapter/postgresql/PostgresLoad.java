package io.federator.adapter.postgresql;

import io.federator.adapter.jdbc.text.ValueText;
import io.federator.spi.source.TableLoad;
import io.federator.spi.type.SqlType;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** COPY FROM STDIN in text format, as https://www.postgresql.org/docs/18/sql-copy.html says. */
final class PostgresLoad {
    private static final int CHARACTERS_AT_ONCE = 64 * 1024;

    private PostgresLoad() {}

    /** Waits for the server's answer; on the driver's transaction. */
    static long run(Connection connection, String sql, TableLoad load) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            StringBuilder text = new StringBuilder();
            for (int row = 0; row < load.values().rows(); row++) {
                append(load, row, text);
                if (text.length() >= CHARACTERS_AT_ONCE) {
                    send(copy, text);
                }
            }
            send(copy, text);
            return copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static void send(CopyIn copy, StringBuilder text) throws SQLException {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        text.setLength(0);
    }

    private static void append(TableLoad load, int row, StringBuilder text) {
        List<SqlType> types = load.types();
        for (int i = 0; i < types.size(); i++) {
            if (i > 0) {
                text.append('\t');
            }
            Object value = load.values().value(row, i);
            if (value == null) {
                text.append("\\N");
                continue;
            }
            switch (types.get(i).kind()) {
                case INT2, INT4 -> text.append((int) (Integer) value);
                case INT8 -> text.append((long) (Long) value);
                default -> escape(ValueText.format(types.get(i), value), text);
            }
        }
        text.append('\n');
    }

    private static void escape(String value, StringBuilder text) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> text.append(c);
            }
        }
    }
}
