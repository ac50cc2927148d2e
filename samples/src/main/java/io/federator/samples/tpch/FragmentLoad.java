package io.federator.samples.tpch;

import io.federator.samples.tpch.TpchPlacement.Fragment;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.PGConnection;

/** The loading of one physical table: COPY into PostgreSQL, INSERTs of many rows into MySQL and MariaDB. */
final class FragmentLoad {
    /** Several fragments are loaded over one connection in turns, so that no COPY may stay open. */
    private static final int ROWS_A_COPY = 10_000;

    private static final int ROWS_AN_INSERT = 1_000;

    private final Fragment fragment;
    private final Connection connection;
    private final int[] fields;
    private final boolean copies;
    private final StringBuilder pending = new StringBuilder();
    private int pendingRows;

    private FragmentLoad(Fragment fragment, Connection connection) throws SQLException {
        this.fragment = fragment;
        this.connection = connection;
        List<String> all = TpchSchema.columns(fragment.table());
        this.fields = fragment.columns().stream().mapToInt(all::indexOf).toArray();
        this.copies = isPostgres(connection);
    }

    /** Makes the table anew and begins. */
    static FragmentLoad start(Fragment fragment, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop table if exists " + fragment.name());
            statement.execute(TpchSchema.create(fragment.table(), fragment.name(), fragment.columns()));
        }
        return new FragmentLoad(fragment, connection);
    }

    /** Adds the row if it belongs to this fragment. */
    void add(List<String> row) throws SQLException, IOException {
        if (!fragment.rows().test(row.getFirst())) {
            return;
        }
        if (copies) {
            for (int i = 0; i < fields.length; i++) {
                pending.append(i == 0 ? "" : "|").append(row.get(fields[i]));
            }
            pending.append('\n');
        } else {
            pending.append(pendingRows == 0 ? "(" : ",(");
            for (int i = 0; i < fields.length; i++) {
                pending.append(i == 0 ? "'" : ",'")
                        .append(row.get(fields[i]).replace("'", "''"))
                        .append('\'');
            }
            pending.append(')');
        }
        if (++pendingRows == (copies ? ROWS_A_COPY : ROWS_AN_INSERT)) {
            flush();
        }
    }

    /** Sends the rest, indexes and analyzes. */
    void finish() throws SQLException, IOException {
        flush();
        try (Statement statement = connection.createStatement()) {
            for (String column : TpchSchema.indexed(fragment.table())) {
                if (fragment.columns().contains(column)) {
                    statement.execute("create index " + fragment.name() + "_" + column + " on " + fragment.name() + " ("
                            + column + ")");
                }
            }
            if (!copies) {
                statement.execute("analyze table " + fragment.name());
            }
        }
    }

    private void flush() throws SQLException, IOException {
        if (pendingRows == 0) {
            return;
        }
        if (copies) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "copy " + fragment.name() + " (" + String.join(", ", fragment.columns())
                                    + ") from stdin with (delimiter '|')",
                            new StringReader(pending.toString()));
        } else {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("insert into " + fragment.name() + " (" + String.join(", ", fragment.columns())
                        + ") values " + pending);
            }
        }
        pending.setLength(0);
        pendingRows = 0;
    }

    private static boolean isPostgres(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
    }
}
