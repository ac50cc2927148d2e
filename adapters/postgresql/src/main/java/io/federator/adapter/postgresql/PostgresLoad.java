package io.federator.adapter.postgresql;

import io.federator.adapter.jdbc.text.LoadText;
import io.federator.adapter.jdbc.text.ValueText;
import io.federator.spi.source.TableLoad;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** COPY FROM STDIN in text format, as https://www.postgresql.org/docs/18/sql-copy.html says. */
final class PostgresLoad {
    private static final int BYTES_AT_ONCE = 64 * 1024;

    private PostgresLoad() {}

    /** Waits for the server's answer; on the driver's transaction. */
    static long run(Connection connection, String sql, TableLoad load) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            LoadText text = new LoadText(load, ValueText::format, 2 * BYTES_AT_ONCE);
            while (text.fill(BYTES_AT_ONCE)) {
                copy.writeToCopy(text.bytes(), 0, text.size());
            }
            return copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }
}
