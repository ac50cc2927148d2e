package io.federator.duckdb;

import io.federator.adapter.jdbc.text.ValueText;
import io.federator.adapter.testkit.EmbeddedPostgres;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/** PostgreSQL's answers, as lists of texts or as the text of an error; and operations as PostgreSQL writes them. */
final class Oracle implements AutoCloseable {
    private final Connection connection;

    Oracle() throws SQLException {
        connection = EmbeddedPostgres.shared().connect("postgres");
        execute("SET TimeZone = 'UTC'");
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Rows of values of these types, or the SQLSTATE and message of an error. */
    Object outcome(String sql, List<SqlType> types) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<List<@Nullable Object>> rows = new ArrayList<>();
            while (result.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int i = 0; i < types.size(); i++) {
                    String text = result.getString(i + 1);
                    row.add(text == null ? null : ValueText.parse(types.get(i), text));
                }
                rows.add(row);
            }
            return rows;
        } catch (PSQLException e) {
            String message = e.getServerErrorMessage() == null
                    ? ""
                    : e.getServerErrorMessage().getMessage();
            return e.getSQLState() + " " + message;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    static String literal(SqlType type, @Nullable Object value) {
        String text =
                value == null ? "NULL" : "'" + ValueText.format(type, value).replace("'", "''") + "'";
        return "(" + text + "::" + typeName(type.bare()) + ")";
    }

    static String typeName(SqlType type) {
        return type.typmod() < 0 || (type.is(TypeKind.BPCHAR) && type.length() < 0)
                ? "pg_catalog." + type.kind().typname()
                : type.toString();
    }

    static String call(String operation, List<String> operands, SqlType result) {
        String first = operands.getFirst();
        if (operation.equals("cast")) {
            return "cast(" + first + " as " + typeName(result) + ")";
        }
        if (operation.equals("in")) {
            return "(" + first + " in (" + String.join(", ", operands.subList(1, operands.size())) + "))";
        }
        if (operation.startsWith("is ")) {
            return "(" + first + " " + operation + (operands.size() > 1 ? " " + operands.get(1) : "") + ")";
        }
        if (operation.equals("case")) {
            return "(case when " + first + " then " + operands.get(1) + " else " + operands.get(2) + " end)";
        }
        if (List.of("coalesce", "nullif", "greatest", "least").contains(operation)) {
            return operation + "(" + String.join(", ", operands) + ")";
        }
        if (Character.isLetter(operation.charAt(0))) {
            return "pg_catalog.\"" + operation.toLowerCase(Locale.ROOT) + "\"(" + String.join(", ", operands) + ")";
        }
        String symbol = " operator(pg_catalog." + operation + ") ";
        return operands.size() == 1 ? "(" + symbol + first + ")" : "(" + first + symbol + operands.get(1) + ")";
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
