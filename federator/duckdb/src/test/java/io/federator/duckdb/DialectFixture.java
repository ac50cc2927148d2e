package io.federator.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.spi.error.SqlException;
import io.federator.spi.residual.ResidualStatement;
import io.federator.spi.residual.ResidualStatement.Input;
import io.federator.spi.source.QueryScope;
import io.federator.spi.source.Rendered;
import io.federator.spi.source.TextCollation;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Runs one operation in DuckDB and in PostgreSQL over the edge values of its operands, and compares values and errors. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DialectFixture {
    static final List<TypeKind> KINDS = List.of(
            TypeKind.BOOL,
            TypeKind.INT2,
            TypeKind.INT4,
            TypeKind.INT8,
            TypeKind.OID,
            TypeKind.NUMERIC,
            TypeKind.FLOAT4,
            TypeKind.FLOAT8,
            TypeKind.TEXT,
            TypeKind.VARCHAR,
            TypeKind.NAME,
            TypeKind.BPCHAR,
            TypeKind.BYTEA,
            TypeKind.DATE,
            TypeKind.TIME,
            TypeKind.TIMESTAMP,
            TypeKind.TIMESTAMPTZ,
            TypeKind.UUID,
            TypeKind.JSON,
            TypeKind.JSONB,
            TypeKind.INTERVAL);
    final DuckDbDialect dialect = new DuckDbDialect();
    Oracle oracle;
    DuckDbResidualEngine engine;

    @BeforeAll
    void start(@TempDir Path spill) throws SQLException {
        engine = DuckDbResidualEngine.open(new DuckDbSettings(512L << 20, 2, spill));
        oracle = new Oracle();
        for (TypeKind kind : KINDS) {
            SqlType type = Edges.columnType(kind);
            oracle.execute("CREATE TEMP TABLE v_" + kind.typname() + " (id int, x " + Oracle.typeName(type) + ")");
            int id = 0;
            for (@Nullable Object value : rows(kind)) {
                oracle.execute("INSERT INTO v_" + kind.typname() + " VALUES (" + id++ + ", "
                        + Oracle.literal(type, value) + ")");
            }
        }
    }

    @AfterAll
    void stop() throws SQLException {
        assertThat(engine.inputBytes()).isZero();
        engine.close();
        oracle.close();
    }

    static List<@Nullable Object> rows(TypeKind kind) {
        List<@Nullable Object> values = new ArrayList<>(Edges.values(kind));
        values.add(null);
        return values;
    }

    /** An operand on both sides; {@code kind} is null for a constant. */
    record Operand(Rendered here, String there, @Nullable TypeKind kind) {}

    static Operand column(TypeKind kind, int table) {
        SqlType type = Edges.columnType(kind);
        TextCollation collation = kind.isText() ? DuckDbLiterals.CODE_POINT : TextCollation.NONE;
        String name = "t" + table + ".x";
        return new Operand(
                new Rendered(name, type, type.precision(), type.scale(), collation, null, false), name, kind);
    }

    @Nullable Operand constant(TypeKind kind, @Nullable Object value) {
        SqlType type = kind == TypeKind.BPCHAR ? Edges.columnType(kind) : SqlType.of(kind);
        Rendered here = dialect.literal(type, value);
        return here == null ? null : new Operand(here, Oracle.literal(type, value), null);
    }

    Object here(String sql, List<Operand> columns, List<SqlType> types) {
        List<Input> inputs = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            TypeKind kind = columns.get(i).kind();
            if (kind != null) {
                List<SqlType> inputTypes = List.of(SqlType.INT4, Edges.columnType(kind));
                List<List<@Nullable Object>> rows = new ArrayList<>();
                for (@Nullable Object value : rows(kind)) {
                    rows.add(Rows.row(rows.size(), value));
                }
                inputs.add(new Input("v" + i, List.of("id", "x"), inputTypes, () -> new Rows(inputTypes, rows)));
            }
        }
        try {
            var statement = new ResidualStatement(sql, inputs, types, List.of());
            return Rows.drain(engine.execute(statement, QueryScope.uncancellable()));
        } catch (SqlException e) {
            return e.state().code() + " " + e.text();
        }
    }

    /** Says which rows differ, rather than to show all of them. An infinite numeric may be refused. */
    static void assertSame(Object actual, Object expected, String what) {
        if (actual instanceof List<?> here && expected instanceof List<?> there && here.size() == there.size()) {
            List<Object> differing = new ArrayList<>(here);
            for (int i = there.size() - 1; i >= 0; i--) {
                if (there.get(i).equals(here.get(i))) {
                    differing.remove(i);
                } else {
                    differing.set(i, here.get(i) + " instead of " + there.get(i));
                }
            }
            assertThat(differing).as(what).isEmpty();
        } else if (!(expected.toString().contains("INFINITY")
                && actual.toString().startsWith("0A000"))) {
            assertThat(actual).as(what).isEqualTo(expected);
        }
    }

    int compare(String operation, List<Operand> operands, SqlType result) {
        Rendered call =
                dialect.call(operation, operands.stream().map(Operand::here).toList(), result);
        if (call == null) {
            return 0;
        }
        String output = dialect.output(call);
        assertThat(output).isNotNull();
        String there =
                Oracle.call(operation, operands.stream().map(Operand::there).toList(), result);
        compareRows(output, there, operands, result);
        return 1;
    }

    void compareRows(String here, String there, List<Operand> operands, SqlType result) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            if (operands.get(i).kind() != null) {
                places.add(i);
            }
        }
        String hereFrom = from(places, operands, false);
        String thereFrom = from(places, operands, true);
        String ids = String.join(
                ", ", places.stream().map(place -> "t" + place + ".id").toList());
        List<SqlType> types = new ArrayList<>();
        places.forEach(place -> types.add(SqlType.INT4));
        types.add(result);
        String select = places.isEmpty() ? "SELECT " : "SELECT " + ids + ", ";
        String order = places.isEmpty() ? "" : " ORDER BY " + ids;
        Object expected = oracle.outcome(select + there + thereFrom + order, types);
        Object actual = here(select + here + hereFrom + order, operands, types);
        if (places.isEmpty() || (expected instanceof List && actual instanceof List)) {
            assertSame(actual, expected, here + " against " + there);
            return;
        }
        List<?> rows = (List<?>) oracle.outcome("SELECT " + ids + thereFrom + order, types.subList(0, places.size()));
        for (Object row : rows) {
            List<String> conditions = new ArrayList<>();
            for (int i = 0; i < places.size(); i++) {
                conditions.add("t" + places.get(i) + ".id = " + ((List<?>) row).get(i));
            }
            String where = " WHERE " + String.join(" AND ", conditions);
            assertSame(
                    here("SELECT " + here + hereFrom + where, operands, List.of(result)),
                    oracle.outcome("SELECT " + there + thereFrom + where, List.of(result)),
                    here + " against " + there + where);
        }
    }

    private static String from(List<Integer> places, List<Operand> operands, boolean inOracle) {
        List<String> tables = new ArrayList<>();
        for (int place : places) {
            TypeKind kind = operands.get(place).kind();
            tables.add((inOracle && kind != null ? "v_" + kind.typname() : "v" + place) + " t" + place);
        }
        return tables.isEmpty() ? "" : " FROM " + String.join(" CROSS JOIN ", tables);
    }
}
