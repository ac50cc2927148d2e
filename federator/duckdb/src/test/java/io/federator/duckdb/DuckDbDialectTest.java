package io.federator.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.spi.residual.ResidualStatement;
import io.federator.spi.source.LeafStatement.Argument;
import io.federator.spi.source.PositiveList.Signature;
import io.federator.spi.source.QueryScope;
import io.federator.spi.source.Rendered;
import io.federator.spi.source.SourceDialect.KeyUse;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each operation of the dialect over edge values, as columns and as constants, against PostgreSQL: values and errors. */
class DuckDbDialectTest extends DialectFixture {
    private static final List<String> COMPARISONS =
            List.of("=", "<>", "<", "<=", ">", ">=", "is distinct from", "is not distinct from");

    Stream<Signature> operations() {
        return dialect.operations().stream();
    }

    @ParameterizedTest
    @MethodSource
    void operations(Signature signature) {
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
    private List<List<Operand>> withConstants(Signature signature) {
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
