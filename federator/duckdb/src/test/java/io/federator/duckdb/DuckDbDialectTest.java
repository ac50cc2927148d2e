package io.federator.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.spi.error.SqlException;
import io.federator.spi.residual.ResidualStatement;
import io.federator.spi.residual.ResidualStatement.Input;
import io.federator.spi.source.LeafStatement.Argument;
import io.federator.spi.source.QueryScope;
import io.federator.spi.source.Rendered;
import io.federator.spi.source.SourceDialect.KeyUse;
import io.federator.spi.source.TextCollation;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each operation of the dialect over edge values, as columns and as constants, against PostgreSQL: values and errors. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DuckDbDialectTest {
    private static final List<TypeKind> KINDS = List.of(
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
    private static final List<String> COMPARISONS =
            List.of("=", "<>", "<", "<=", ">", ">=", "is distinct from", "is not distinct from");
    private final DuckDbDialect dialect = new DuckDbDialect();
    private Oracle oracle;
    private DuckDbResidualEngine engine;

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

    private static List<@Nullable Object> rows(TypeKind kind) {
        List<@Nullable Object> values = new ArrayList<>(Edges.values(kind));
        values.add(null);
        return values;
    }

    /** An operand on both sides; {@code kind} is null for a constant. */
    private record Operand(
            Rendered here, String there, @Nullable TypeKind kind) {}

    private static Operand column(TypeKind kind, int table) {
        SqlType type = Edges.columnType(kind);
        TextCollation collation = kind.isText() ? DuckDbLiterals.CODE_POINT : TextCollation.NONE;
        String name = "t" + table + ".x";
        return new Operand(
                new Rendered(name, type, type.precision(), type.scale(), collation, null, false), name, kind);
    }

    private @Nullable Operand constant(TypeKind kind, @Nullable Object value) {
        SqlType type = kind == TypeKind.BPCHAR ? Edges.columnType(kind) : SqlType.of(kind);
        Rendered here = dialect.literal(type, value);
        return here == null ? null : new Operand(here, Oracle.literal(type, value), null);
    }

    private Object here(String sql, List<Operand> columns, List<SqlType> types) {
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
    private static void assertSame(Object actual, Object expected, String what) {
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

    private int compare(String operation, List<Operand> operands, SqlType result) {
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

    private void compareRows(String here, String there, List<Operand> operands, SqlType result) {
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

    Stream<OperationList.Signature> operations() {
        return dialect.operations().stream();
    }

    @ParameterizedTest
    @MethodSource
    void operations(OperationList.Signature signature) {
        SqlType result = SqlType.of(signature.result());
        List<TypeKind> kinds = signature.operands();
        List<Operand> columns = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            columns.add(column(kinds.get(i), i));
        }
        int written = compare(signature.operation(), columns, result);
        for (List<Operand> operands : withConstants(signature)) {
            written += compare(signature.operation(), operands, result);
        }
        assertThat(written).as("%s was never written", signature).isPositive();
    }

    /** One operand a column, the others constants. */
    private List<List<Operand>> withConstants(OperationList.Signature signature) {
        boolean unitFirst =
                signature.operation().equals("extract") || signature.operation().equals("date_trunc");
        List<List<Operand>> choices = new ArrayList<>();
        choices.add(List.of());
        for (int i = 0; i < signature.operands().size(); i++) {
            TypeKind kind = signature.operands().get(i);
            List<Operand> place = new ArrayList<>();
            if (i == (unitFirst ? 1 : 0)) {
                place.add(column(kind, i));
            } else {
                for (Object value : unitFirst ? units() : constants(signature.operation(), kind)) {
                    Operand operand = constant(kind, value);
                    if (operand != null) {
                        place.add(operand);
                    }
                }
            }
            List<List<Operand>> longer = new ArrayList<>();
            for (List<Operand> before : choices) {
                for (Operand last : place) {
                    longer.add(Stream.concat(before.stream(), Stream.of(last)).toList());
                }
            }
            choices = longer;
        }
        return choices;
    }

    private static List<Object> units() {
        return List.of(
                "year", "isoyear", "quarter", "month", "week", "day", "dow", "isodow", "doy", "hour", "minute",
                "second", "epoch");
    }

    private static List<Object> constants(String operation, TypeKind kind) {
        if (kind == TypeKind.TEXT) {
            return operation.contains("~~")
                    ? List.of(
                            "a%",
                            "%b", "_", "__", "", "A", "a\\%b", "\\\\", "%\\", "ä_", "%😀%", "it's", "%", "a\\b", "A%",
                            "É")
                    : List.of("a", "", "ab", " x", "日", "a\u0308", "\\", ",");
        }
        return kind == TypeKind.INT4 && !operation.matches("[^a-z]+")
                ? List.of(0, 1, 2, 3, -1, -2, 7, Integer.MAX_VALUE, Integer.MIN_VALUE)
                : Edges.values(kind);
    }

    Stream<TypeKind> kinds() {
        return KINDS.stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void comparisons(TypeKind kind) {
        for (TypeKind other : KINDS) {
            for (String operation : COMPARISONS) {
                compare(operation, List.of(column(kind, 0), column(other, 1)), SqlType.BOOL);
            }
        }
        for (String operation : COMPARISONS) {
            for (Object value : Edges.values(kind)) {
                Operand constant = constant(kind, value);
                if (constant != null) {
                    compare(operation, List.of(column(kind, 0), constant), SqlType.BOOL);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void choices(TypeKind kind) {
        Operand column = column(kind, 0);
        Operand other = column(kind, 1);
        SqlType type = kind == TypeKind.BPCHAR ? Edges.columnType(kind) : SqlType.of(kind);
        Operand first = constant(kind, Edges.values(kind).getFirst());
        assertThat(first).isNotNull();
        compare("in", List.of(column, first, first), SqlType.BOOL);
        for (String operation : List.of("coalesce", "nullif", "greatest", "least")) {
            compare(operation, List.of(column, first), type);
            compare(operation, List.of(column, other), type);
        }
        compare("case", List.of(column(TypeKind.BOOL, 0), other, first), type);
        Operand none = constant(kind, null);
        if (none != null) {
            compare("case", List.of(column(TypeKind.BOOL, 0), other, none), type);
            compare("coalesce", List.of(none, other), type);
            compare("is null", List.of(none), SqlType.BOOL);
        }
        compare("is null", List.of(column), SqlType.BOOL);
        compare("is not null", List.of(column), SqlType.BOOL);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void casts(TypeKind kind) {
        List<SqlType> targets = new ArrayList<>(KINDS.stream().map(SqlType::of).toList());
        targets.addAll(
                List.of(SqlType.numeric(20, 4), SqlType.numeric(38, 0), SqlType.numeric(4, 1), SqlType.numeric(1, 1)));
        targets.addAll(List.of(SqlType.varchar(2), SqlType.varchar(40), SqlType.bpchar(4), SqlType.bpchar(2)));
        int written = 0;
        for (SqlType target : targets) {
            written += compare("cast", List.of(column(kind, 0)), target);
            for (Object value : Edges.values(kind)) {
                Operand constant = constant(kind, value);
                written += constant == null ? 0 : compare("cast", List.of(constant), target);
            }
        }
        assertThat(written).isPositive();
    }

    @Test
    void logic() {
        List<Operand> both = List.of(column(TypeKind.BOOL, 0), column(TypeKind.BOOL, 1));
        for (String operation : List.of("and", "or")) {
            Rendered call =
                    dialect.call(operation, both.stream().map(Operand::here).toList(), SqlType.BOOL);
            assertThat(call).isNotNull();
            compareRows(call.sql(), "(t0.x " + operation + " t1.x)", both, SqlType.BOOL);
        }
        for (String operation : List.of("is true", "is not true", "is false", "is not false")) {
            assertThat(compare(operation, both.subList(0, 1), SqlType.BOOL)).isEqualTo(1);
        }
        Rendered not = dialect.call("not", List.of(both.getFirst().here()), SqlType.BOOL);
        assertThat(not).isNotNull();
        compareRows(not.sql(), "(not t0.x)", both.subList(0, 1), SqlType.BOOL);
    }

    record Aggregate(String name, SqlType result, TypeKind kind) {}

    Stream<Aggregate> aggregates() {
        Stream<Aggregate> ordered = Stream.of("min", "max")
                .flatMap(name -> KINDS.stream().map(kind -> new Aggregate(name, SqlType.of(kind), kind)));
        Stream<Aggregate> counts = KINDS.stream().map(kind -> new Aggregate("count", SqlType.INT8, kind));
        Stream<Aggregate> bits = Stream.of("bit_and", "bit_or", "bit_xor")
                .flatMap(name -> Stream.of(TypeKind.INT2, TypeKind.INT4, TypeKind.INT8)
                        .map(kind -> new Aggregate(name, SqlType.of(kind), kind)));
        Stream<Aggregate> others = Stream.of(
                new Aggregate("sum", SqlType.INT8, TypeKind.INT2),
                new Aggregate("sum", SqlType.INT8, TypeKind.INT4),
                new Aggregate("sum", SqlType.NUMERIC, TypeKind.INT8),
                new Aggregate("sum", SqlType.NUMERIC, TypeKind.NUMERIC),
                new Aggregate("bool_and", SqlType.BOOL, TypeKind.BOOL),
                new Aggregate("bool_or", SqlType.BOOL, TypeKind.BOOL),
                new Aggregate("every", SqlType.BOOL, TypeKind.BOOL));
        return Stream.of(ordered, counts, bits, others).flatMap(aggregates -> aggregates);
    }

    @ParameterizedTest
    @MethodSource
    void aggregates(Aggregate aggregate) {
        Operand column = column(aggregate.kind(), 0);
        for (String condition : List.of("t0.id < 100", "t0.id > 100", "t0.id = 1")) {
            for (boolean distinct : new boolean[] {false, true}) {
                if (distinct && dialect.key(column.here(), KeyUse.EQUALITY) == null) {
                    continue;
                }
                Rendered filter = Rendered.computed("(" + condition + ")", SqlType.BOOL);
                Rendered here = dialect.aggregate(
                        aggregate.name(), distinct, List.of(column.here()), filter, aggregate.result());
                if (here == null) {
                    assertThat(List.of("min", "max")).contains(aggregate.name());
                    return;
                }
                String there = aggregate.name() + "(" + (distinct ? "distinct " : "") + "t0.x) filter (where "
                        + condition + ")";
                String output = dialect.output(here);
                List<SqlType> types = List.of(aggregate.result());
                assertSame(
                        here("SELECT " + output + " FROM v0 t0", List.of(column), types),
                        oracle.outcome(
                                "SELECT " + there + " FROM v_"
                                        + aggregate.kind().typname() + " t0",
                                types),
                        there);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void order(TypeKind kind) {
        Operand column = column(kind, 0);
        Rendered key = dialect.key(column.here(), KeyUse.ORDER);
        if (key == null) {
            return;
        }
        for (boolean descending : new boolean[] {false, true}) {
            for (boolean nullsFirst : new boolean[] {false, true}) {
                String item = dialect.orderItem(key.sql(), descending, nullsFirst);
                String there = "t0.x" + (descending ? " DESC" : "") + (nullsFirst ? " NULLS FIRST" : " NULLS LAST");
                List<SqlType> types = List.of(SqlType.INT4);
                assertSame(
                        here("SELECT t0.id FROM v0 t0 ORDER BY " + item + ", t0.id", List.of(column), types),
                        oracle.outcome(
                                "SELECT t0.id FROM v_" + kind.typname() + " t0 ORDER BY " + there + ", t0.id", types),
                        there);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void carried(TypeKind kind) {
        SqlType type = Edges.columnType(kind);
        assertThat(engine.carries(type)).isTrue();
        Operand column = column(kind, 0);
        String output = dialect.output(column.here());
        assertThat(output).isNotNull();
        assertThat(here("SELECT " + output + " FROM v0 t0 ORDER BY t0.id", List.of(column), List.of(type)))
                .isEqualTo(rows(kind).stream().map(Rows::row).toList());
        Rendered parameter = dialect.parameter(type);
        assertThat(parameter).isNotNull();
        String parameterOutput = dialect.output(parameter);
        for (@Nullable Object value : rows(kind)) {
            var statement = new ResidualStatement(
                    "SELECT " + parameterOutput, List.of(), List.of(type), List.of(new Argument(type, value)));
            assertThat(Rows.drain(engine.execute(statement, QueryScope.uncancellable())))
                    .isEqualTo(List.of(Rows.row(value)));
        }
    }
}
