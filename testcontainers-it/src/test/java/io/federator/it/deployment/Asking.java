package io.federator.it.deployment;

import io.federator.it.deployment.Answer.Done;
import io.federator.it.deployment.Answer.Failure;
import io.federator.it.deployment.Answer.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TypeInfo;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Asks a server with PostgreSQL's own driver. */
public final class Asking {
    private static final String BYTEA = ":17";

    private Asking() {}

    public static Answer ask(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return new Done(statement.getUpdateCount());
            }
            try (ResultSet rows = statement.getResultSet()) {
                return table(connection, rows);
            }
        } catch (SQLException e) {
            return new Failure(String.valueOf(e.getSQLState()), message(e));
        }
    }

    /** Gives values to the parameters of a statement. */
    public interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }

    /** @param sql with a question mark for each parameter */
    public static Answer ask(Connection connection, String sql, Parameters parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            parameters.set(statement);
            if (!statement.execute()) {
                return new Done(statement.getUpdateCount());
            }
            try (ResultSet rows = statement.getResultSet()) {
                return table(connection, rows);
            }
        } catch (SQLException e) {
            return new Failure(String.valueOf(e.getSQLState()), message(e));
        }
    }

    /** The first column of every row. */
    public static List<String> column(Connection connection, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private static Table table(Connection connection, ResultSet rows) throws SQLException {
        TypeInfo types = connection.unwrap(BaseConnection.class).getTypeInfo();
        ResultSetMetaData meta = rows.getMetaData();
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            String type = meta.getColumnTypeName(i);
            // The driver's names of int4 & co. with a default nextval(), which it guesses from the metadata.
            String plain = type.replace("bigserial", "int8").replace("serial", "int4");
            columns.add(meta.getColumnLabel(i) + ":" + types.getPGType(plain));
        }
        List<List<@Nullable String>> values = new ArrayList<>();
        while (rows.next()) {
            List<@Nullable String> row = new ArrayList<>();
            for (int i = 1; i <= columns.size(); i++) {
                row.add(columns.get(i - 1).endsWith(BYTEA) ? hex(rows.getBytes(i)) : text(rows, i));
            }
            values.add(row);
        }
        return new Table(columns, values);
    }

    private static @Nullable String text(ResultSet rows, int column) throws SQLException {
        try {
            return rows.getString(column);
        } catch (DateTimeException e) {
            // Such as 24:00 with a time zone, which the driver cannot print.
            return String.valueOf(e.getMessage());
        }
    }

    /** The driver has no text for what it received in binary. */
    private static @Nullable String hex(byte @Nullable [] bytes) {
        return bytes == null ? null : HexFormat.of().formatHex(bytes);
    }

    private static String message(SQLException e) {
        ServerErrorMessage server = e instanceof PSQLException ours ? ours.getServerErrorMessage() : null;
        return server == null ? String.valueOf(e.getMessage()) : String.valueOf(server.getMessage());
    }
}
