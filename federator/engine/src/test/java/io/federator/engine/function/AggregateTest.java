package io.federator.engine.function;

import static io.federator.engine.function.ExpectedAnswers.CATALOG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.federator.engine.format.TextFormat;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import io.federator.spi.value.ArrayValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every line of {@code aggregates.tsv} is an aggregate over some values and what PostgreSQL 18 answers. */
class AggregateTest {
    @TestFactory
    Stream<DynamicTest> answersAsPostgresql() {
        return ExpectedAnswers.lines("aggregates.tsv").stream()
                .map(line -> dynamicTest(
                        line[0] + " " + line[1] + " " + line[2],
                        () -> assertThat(ExpectedAnswers.of(() -> aggregate(line)))
                                .isEqualTo(ExpectedAnswers.expected(line, 3))));
    }

    @Test
    void finishesAveragesAndVariancesFromMoments() {
        BigDecimal sum = new BigDecimal("10.5");
        BigDecimal squares = new BigDecimal("47.25");
        assertThat(partial("federator_avg", List.of(SqlType.NUMERIC, SqlType.INT8), sum, 3L))
                .isEqualTo(new BigDecimal("3.5000000000000000"));
        assertThat(partial("federator_var_samp", moments(), 3L, sum, squares))
                .isEqualTo(new BigDecimal("5.2500000000000000"));
        assertThat(partial("federator_stddev_pop", moments(), 3L, sum, squares))
                .isEqualTo(new BigDecimal("1.8708286933869707"));
        assertThat(partial("federator_avg", List.of(SqlType.NUMERIC, SqlType.INT8), null, 0L))
                .isNull();
    }

    private static List<SqlType> moments() {
        return List.of(SqlType.INT8, SqlType.NUMERIC, SqlType.NUMERIC);
    }

    private static @Nullable Object partial(String name, List<SqlType> types, @Nullable Object... args) {
        return CATALOG.scalar(name, types, SqlType.NUMERIC).apply(args, TestContext.UTC);
    }

    private static String aggregate(String[] line) {
        String name = line[0];
        List<SqlType> types = new ArrayList<>(
                Arrays.stream(line[1].split(",")).map(AggregateTest::type).toList());
        List<List<@Nullable Object>> columns = new ArrayList<>();
        String[] arrays = line[2].split(";");
        for (int i = 0; i < arrays.length; i++) {
            ArrayValue array = (ArrayValue) TextFormat.parse(SqlType.array(types.get(i)), arrays[i], TestContext.UTC);
            columns.add(new ArrayList<>(array.values()));
        }
        boolean ordered = name.startsWith("percentile") || name.equals("mode");
        if (ordered) {
            columns.getFirst().sort(Comparator.nullsLast(CATALOG.order(types.getFirst())));
        }
        Object direct = null;
        if (name.contains("(")) {
            String text = name.substring(name.indexOf('(') + 1, name.length() - 1);
            SqlType type = text.startsWith("'") ? SqlType.array(SqlType.FLOAT8) : SqlType.FLOAT8;
            direct = TextFormat.parse(type, text.replaceAll("'|::.*", ""), TestContext.UTC);
            types.addFirst(type);
            name = name.substring(0, name.indexOf('('));
        }
        ResolvedCall call = CATALOG.function(List.of(name), types, false);
        Accumulator accumulator = CATALOG.aggregate(call.callName(), call.argumentTypes(), call.result())
                .start(TestContext.UTC);
        for (int row = 0; row < columns.getFirst().size(); row++) {
            List<@Nullable Object> args = new ArrayList<>();
            if (direct != null) {
                args.add(direct);
            }
            for (List<@Nullable Object> column : columns) {
                args.add(column.get(row));
            }
            for (int i = 0; i < args.size(); i++) {
                args.set(
                        i,
                        CATALOG.cast(types.get(i), call.argumentTypes().get(i), false)
                                .apply(new Object[] {args.get(i)}, TestContext.UTC));
            }
            accumulator.add(args.toArray());
        }
        return ExpectedAnswers.describe(call.result(), accumulator.finish(), TestContext.UTC);
    }

    private static SqlType type(String name) {
        return Arrays.stream(TypeKind.values())
                .filter(kind -> kind.typname().equals(name))
                .findFirst()
                .map(SqlType::of)
                .orElseThrow();
    }
}
