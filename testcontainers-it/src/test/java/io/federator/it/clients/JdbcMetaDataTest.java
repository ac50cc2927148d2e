package io.federator.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every method of JDBC's {@link DatabaseMetaData} says of a gateway what it says of PostgreSQL. */
class JdbcMetaDataTest extends OverPeopleAndKinds {
    /** They are about the server itself: its address, version, databases, grants, and all the functions and types that it has. */
    private static final Set<String> DIFFERENT = Set.of(
            "getURL",
            "getConnection",
            "getDatabaseMinorVersion",
            "getDatabaseProductVersion",
            "getCatalogs",
            "getTablePrivileges",
            "getColumnPrivileges",
            "getTypeInfo",
            "getFunctions",
            "getFunctionColumns",
            "getProcedures",
            "getProcedureColumns");

    /** Of indexes: a source's estimates, which a logical table has not. */
    private static final Set<String> ESTIMATES = Set.of("CARDINALITY", "PAGES");

    private static final Map<Class<?>, Object> ARGUMENTS =
            Map.of(int.class, DatabaseMetaData.bestRowSession, boolean.class, false);

    /** A method and its arguments: tables and schemas by name where it takes such. */
    record Call(Method method, List<@Nullable Object> arguments) {
        @Override
        public String toString() {
            return method.getName() + arguments;
        }

        Object of(DatabaseMetaData metaData) throws SQLException, IllegalAccessException {
            try {
                Object value = method.invoke(metaData, arguments.toArray());
                return value instanceof ResultSet rows ? table(rows) : String.valueOf(value);
            } catch (InvocationTargetException e) {
                return String.valueOf(e.getCause());
            }
        }
    }

    static Stream<Call> calls() {
        return Arrays.stream(DatabaseMetaData.class.getMethods())
                .filter(m -> !DIFFERENT.contains(m.getName())
                        && !m.getDeclaringClass().equals(java.sql.Wrapper.class))
                .filter(m -> m.getDeclaringClass().equals(DatabaseMetaData.class))
                .sorted(Comparator.comparing(Method::toGenericString))
                .flatMap(JdbcMetaDataTest::calls);
    }

    private static Stream<Call> calls(Method method) {
        Class<?>[] types = method.getParameterTypes();
        if (Arrays.stream(types).allMatch(t -> t.isPrimitive())) {
            return Stream.of(new Call(
                    method,
                    Arrays.stream(types)
                            .map(t -> Objects.requireNonNull(ARGUMENTS.get(t)))
                            .toList()));
        }
        return Stream.of("person", "kinds", "country").map(table -> new Call(method, arguments(method, table)));
    }

    /** Catalog, schema and name, in the order that most methods take them; patterns match all. */
    private static List<@Nullable Object> arguments(Method method, String table) {
        List<@Nullable Object> arguments = new ArrayList<>();
        int texts = 0;
        for (Class<?> type : method.getParameterTypes()) {
            if (type.equals(String.class)) {
                int place = texts++ % 3;
                boolean pattern = texts > 3 && method.getParameterCount() < 6;
                arguments.add(pattern ? "%" : place == 0 ? null : place == 1 ? "public" : table);
            } else {
                arguments.add(ARGUMENTS.get(type));
            }
        }
        return arguments;
    }

    @ParameterizedTest
    @MethodSource("calls")
    void saysTheSame(Call call) throws SQLException, IllegalAccessException {
        try (Connection postgres = connect(data.postgres());
                Connection gateway = connect(data.gateway())) {
            assertThat(call.of(gateway.getMetaData())).isEqualTo(call.of(postgres.getMetaData()));
        }
    }

    private static Connection connect(Map<String, String> server) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", server.get("PGUSER"));
        return DriverManager.getConnection(
                "jdbc:postgresql://" + server.get("PGHOST") + ":" + server.get("PGPORT") + "/"
                        + server.get("PGDATABASE"),
                properties);
    }

    /** The columns with their types, and the rows that are not about the system or Federator. */
    private static Map<String, List<String>> table(ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        List<String> head = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            head.add(columns.getColumnName(i) + " " + columns.getColumnTypeName(i));
        }
        List<String> body = new ArrayList<>();
        while (rows.next()) {
            List<@Nullable String> row = new ArrayList<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                row.add(ESTIMATES.contains(columns.getColumnName(i)) ? "" : rows.getString(i));
            }
            if (!row.contains("federator")) {
                body.add(row.toString());
            }
        }
        Map<String, List<String>> table = new TreeMap<>();
        table.put("columns", head);
        table.put("rows", body);
        return table;
    }
}
