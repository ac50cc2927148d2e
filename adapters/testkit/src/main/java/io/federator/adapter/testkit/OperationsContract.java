package io.federator.adapter.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.spi.source.PositiveList.Signature;
import io.federator.spi.source.Rendered;
import io.federator.spi.source.SourceDialect.KeyUse;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that a dialect writes is computed in the source over edge values, as columns and as constants, and
 * compared with PostgreSQL: the same values, the same display scale, the same errors.
 */
public abstract class OperationsContract extends ExpressionFixture {
    private static final int MAX_CONSTANTS = 6;
    private static final int MAX_ROWS = 1_000;
    private static final int MAX_CALLS = 80;
    private static final List<String> COMPARISONS = List.of("=", "<>", "<", "<=", ">", ">=");
    private static final List<TypeKind> COMPARED = List.of(
            TypeKind.BOOL,
            TypeKind.INT2,
            TypeKind.INT4,
            TypeKind.INT8,
            TypeKind.NUMERIC,
            TypeKind.FLOAT4,
            TypeKind.FLOAT8,
            TypeKind.TEXT,
            TypeKind.VARCHAR,
            TypeKind.BPCHAR,
            TypeKind.BYTEA,
            TypeKind.DATE,
            TypeKind.TIME,
            TypeKind.TIMESTAMP,
            TypeKind.TIMESTAMPTZ,
            TypeKind.INTERVAL,
            TypeKind.UUID);

    protected OperationsContract(TestedDatabase tested) {
        super(tested);
    }

    Stream<Signature> operations() {
        return dialect().operations().signatures().stream();
    }

    @ParameterizedTest
    @MethodSource
    void operations(Signature signature) {
        SqlType result = SqlType.of(signature.result());
        int compared = onColumns(signature.operation(), signature.operands(), result) + onConstants(signature, result);
        assertThat(compared)
                .as("%s was written for no operands at all", signature)
                .isPositive();
    }

    private int onColumns(String operation, List<TypeKind> kinds, SqlType result) {
        List<Operand> operands = new ArrayList<>();
        int rows = 1;
        for (int i = 0; i < kinds.size(); i++) {
            Operand operand = column(kinds.get(i), i);
            if (operand == null) {
                return 0;
            }
            operands.add(operand);
            rows *= EdgeValues.of(kinds.get(i)).size() + 1;
        }
        return rows > MAX_ROWS ? 0 : compare(operation, operands, kinds, result);
    }

    /** The first operand as a column, or a constant if there is no such column; the others constants. */
    private int onConstants(Signature signature, SqlType result) {
        List<List<Operand>> choices = new ArrayList<>();
        choices.add(List.of());
        for (int i = 0; i < signature.operands().size(); i++) {
            List<Operand> place = choices(signature, i);
            choices = choices.stream()
                    .flatMap(before -> place.stream()
                            .map(last -> Stream.concat(before.stream(), Stream.of(last))
                                    .toList()))
                    .toList();
        }
        int compared = 0;
        // A fixed stride through all choices meets every constant in every place.
        int stride = choices.size() <= MAX_CALLS ? 1 : choices.size() / MAX_CALLS | 1;
        for (int i = 0; i < choices.size(); i += stride) {
            List<Operand> operands = choices.get(i);
            compared += compare(signature.operation(), operands, signature.operands(), result);
        }
        return compared;
    }

    private List<Operand> choices(Signature signature, int place) {
        TypeKind kind = signature.operands().get(place);
        Operand column = column(kind, place);
        boolean wantsConstant =
                signature.operation().equals("extract") || signature.operation().startsWith("date_");
        if (column != null && (wantsConstant ? place == 1 : place == 0)) {
            return List.of(column);
        }
        return constants(signature.operation(), kind).stream()
                .map(value -> constant(kind, value))
                .filter(Objects::nonNull)
                .toList();
    }

    private static List<Object> constants(String operation, TypeKind kind) {
        if (operation.equals("extract") || operation.startsWith("date_")) {
            return switch (kind) {
                case TEXT ->
                    List.of(
                            "year", "month", "day", "quarter", "dow", "isodow", "doy", "week", "hour", "minute",
                            "second", "epoch");
                default -> EdgeValues.of(kind);
            };
        }
        if (kind == TypeKind.TEXT) {
            boolean like = operation.contains("~~");
            return like
                    ? List.of("a%", "%b", "_", "", "A", "a\\%b", "\\\\", "%\\", "ä_", "%😀%", "it's", "a\\_b", "a")
                    : List.of("a", "", "A", "a\\b", "ä", "year");
        }
        if (kind == TypeKind.INT4) {
            return List.of(0, 1, 2, 3, -1, 7);
        }
        List<Object> values = EdgeValues.of(kind);
        return values.subList(0, Math.min(MAX_CONSTANTS, values.size()));
    }

    Stream<TypeKind> comparisons() {
        return COMPARED.stream().filter(columns::containsKey);
    }

    @ParameterizedTest
    @MethodSource
    void comparisons(TypeKind kind) {
        List<String> operations = new ArrayList<>(COMPARISONS);
        operations.addAll(List.of("is distinct from", "is not distinct from"));
        List<Object> constants = EdgeValues.of(kind);
        for (String operation : operations) {
            onColumns(operation, List.of(kind, kind), SqlType.BOOL);
            for (Object value : constants) {
                Operand column = column(kind, 0);
                Operand constant = constant(kind, value);
                if (column != null && constant != null) {
                    compare(operation, List.of(column, constant), List.of(kind, kind), SqlType.BOOL);
                }
            }
        }
        Operand column = column(kind, 0);
        Operand first = constant(kind, constants.getFirst());
        Operand last = constant(kind, constants.getLast());
        if (column != null && first != null && last != null) {
            compare("in", List.of(column, first, last), List.of(kind, kind, kind), SqlType.BOOL);
            compare("is null", List.of(column), List.of(kind), SqlType.BOOL);
            compare("coalesce", List.of(column, first), List.of(kind, kind), SqlType.of(kind));
            compare("nullif", List.of(column, first), List.of(kind, kind), SqlType.of(kind));
        }
    }

    Stream<TypeKind> casts() {
        return Stream.of(TypeKind.values()).filter(columns::containsKey);
    }

    @ParameterizedTest
    @MethodSource
    void casts(TypeKind kind) {
        Operand column = column(kind, 0);
        if (column == null) {
            return;
        }
        List<SqlType> targets = new ArrayList<>(Stream.of(TypeKind.values())
                .filter(target -> !EdgeValues.isEmpty(target))
                .map(SqlType::of)
                .toList());
        targets.addAll(
                List.of(SqlType.numeric(20, 4), SqlType.numeric(38, 0), SqlType.numeric(15, 1), SqlType.varchar(2)));
        for (SqlType target : targets) {
            compare("cast", List.of(column), List.of(kind), target);
            for (Object value : EdgeValues.of(kind)) {
                Operand constant = constant(kind, value);
                if (constant != null) {
                    compare("cast", List.of(constant), List.of(kind), target);
                }
            }
        }
    }

    @Test
    void logic() {
        Operand left = column(TypeKind.BOOL, 0);
        Operand right = column(TypeKind.BOOL, 1);
        assertThat(left).isNotNull();
        assertThat(right).isNotNull();
        List<TypeKind> kinds = List.of(TypeKind.BOOL, TypeKind.BOOL);
        for (String operation : List.of("and", "or")) {
            compare(operation, List.of(left, right), kinds, SqlType.BOOL);
        }
        for (String operation :
                List.of("not", "is true", "is not true", "is false", "is not false", "is null", "is not null")) {
            compare(operation, List.of(left), List.of(TypeKind.BOOL), SqlType.BOOL);
        }
    }

    Stream<Signature> aggregates() {
        return dialect().aggregates().signatures().stream()
                .filter(signature -> columns.containsKey(signature.operands().getFirst()));
    }

    @ParameterizedTest
    @MethodSource
    void aggregates(Signature signature) {
        TypeKind kind = signature.operands().getFirst();
        Operand operand = column(kind, 0);
        if (operand == null) {
            return;
        }
        SqlType result = SqlType.of(signature.result());
        Rendered filter = dialect().call("is not null", List.of(operand.here()), SqlType.BOOL);
        for (boolean distinct : new boolean[] {false, true}) {
            Rendered here = written(
                    dialect().aggregate(signature.operation(), distinct, List.of(operand.here()), filter, result));
            String there = signature.operation() + "(" + (distinct ? "distinct " : "") + "x)";
            String from = " FROM v_" + kind.typname() + " t0";
            // Sums of floats depend on the order of the rows in PostgreSQL too.
            boolean exact = !(kind == TypeKind.FLOAT4 || kind == TypeKind.FLOAT8)
                    || signature.operation().startsWith("m");
            Object ours = outcome("SELECT " + dialect().output(here) + from, List.of(result));
            if (exact) {
                assertThat(ours).as(here.sql()).isEqualTo(oracleOutcome("SELECT " + there + from, List.of(result)));
            }
        }
    }

    @Test
    void count() {
        for (TypeKind kind : columns.keySet()) {
            Operand operand = column(kind, 0);
            Rendered here = operand == null
                    ? null
                    : dialect().aggregate("count", true, List.of(operand.here()), null, SqlType.INT8);
            if (here != null) {
                String from = " FROM v_" + kind.typname() + " t0";
                assertThat(outcome("SELECT " + here.sql() + from, List.of(SqlType.INT8)))
                        .as(here.sql())
                        .isEqualTo(oracleOutcome("SELECT count(distinct x)" + from, List.of(SqlType.INT8)));
            }
        }
    }

    /** Sorting by a key gives PostgreSQL's order for every type, NULLs where they are wanted. */
    @Test
    void order() {
        for (TypeKind kind : columns.keySet()) {
            Operand operand = column(kind, 0);
            Rendered key = operand == null ? null : dialect().key(operand.here(), KeyUse.ORDER);
            if (key == null) {
                continue;
            }
            for (int way = 0; way < 4; way++) {
                boolean descending = way % 2 == 1;
                boolean nullsFirst = way / 2 == 1;
                String from = " FROM v_" + kind.typname() + " t0 ORDER BY ";
                String ours = dialect().orderItem(key.sql(), descending, nullsFirst);
                String theirs = "x " + (descending ? "desc" : "asc") + " nulls " + (nullsFirst ? "first" : "last");
                assertThat(outcome("SELECT id" + from + ours + ", id", List.of(SqlType.INT4)))
                        .as(ours)
                        .isEqualTo(oracleOutcome("SELECT id" + from + theirs + ", id", List.of(SqlType.INT4)));
            }
        }
    }

    /** What is not declared is not written: every declared operation with one operand of another kind. */
    @Test
    void nothingElse() {
        TreeSet<String> written = new TreeSet<>();
        for (Signature signature : dialect().operations().signatures()) {
            for (TypeKind other : COMPARED) {
                List<TypeKind> kinds = new ArrayList<>(signature.operands());
                kinds.set(0, other);
                Signature changed = new Signature(signature.operation(), kinds, signature.result());
                List<Operand> operands = new ArrayList<>();
                for (int i = 0; i < kinds.size(); i++) {
                    List<Object> values = EdgeValues.of(kinds.get(i));
                    Operand operand = values.isEmpty() ? null : constant(kinds.get(i), values.getFirst());
                    if (operand != null) {
                        operands.add(operand);
                    }
                }
                boolean declared = dialect().operations().signatures().contains(changed);
                if (!declared && operands.size() == kinds.size() && !isGeneral(signature.operation())) {
                    Rendered call = dialect()
                            .call(
                                    signature.operation(),
                                    operands.stream().map(Operand::here).toList(),
                                    SqlType.of(signature.result()));
                    if (call != null) {
                        written.add(changed.toString());
                    }
                }
            }
        }
        assertThat(written).isEmpty();
        assertThat(dialect().call("random", List.of(), SqlType.FLOAT8)).isNull();
        assertThat(dialect().call("now", List.of(), SqlType.TIMESTAMPTZ)).isNull();
    }

    private static boolean isGeneral(String operation) {
        return operation.equals("extract");
    }
}
