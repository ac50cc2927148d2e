package io.federator.adapter.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Small queries of an adapter's own against a database's catalog. */
public final class Rows {
    private Rows() {}

    /** Turns the current row into a value. */
    @FunctionalInterface
    public interface Mapper<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** All rows of a query whose parameters are strings. */
    public static <T> List<T> list(Connection connection, String sql, Mapper<T> mapper, String... arguments)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setString(i + 1, arguments[i]);
            }
            List<T> result = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    result.add(mapper.of(rows));
                }
            }
            return result;
        }
    }
}
