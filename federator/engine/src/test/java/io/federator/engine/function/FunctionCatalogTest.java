package io.federator.engine.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.federator.spi.error.SqlException;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.Interval;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every line of {@code expressions.tsv} is an expression and what PostgreSQL 18 answers. */
class FunctionCatalogTest {
    private static final FunctionCatalog CATALOG = ExpectedAnswers.CATALOG;

    @TestFactory
    Stream<DynamicTest> answersAsPostgresql() {
        return ExpectedAnswers.lines("expressions.tsv").stream()
                .map(line -> dynamicTest(
                        line[0],
                        () -> assertThat(ExpectedAnswers.ofExpression(line[0], TestContext.UTC))
                                .isEqualTo(ExpectedAnswers.expected(line, 1))));
    }

    /** Every line of {@code settings.tsv} begins with the settings of the session. */
    @TestFactory
    Stream<DynamicTest> readsAndPrintsAsTheSettingsSay() {
        return ExpectedAnswers.lines("settings.tsv").stream()
                .map(line -> dynamicTest(
                        String.join(", ", List.of(line).subList(0, 6)),
                        () -> assertThat(ExpectedAnswers.ofExpression(line[5], TestContext.of(line)))
                                .isEqualTo(ExpectedAnswers.expected(line, 6))));
    }

    @Test
    void implementsOnlyWhatPostgresqlHas() {
        assertThat(CATALOG.misdeclared()).isEmpty();
    }

    @Test
    void choosesTheCommonType() {
        assertThat(CATALOG.commonType("UNION", List.of(SqlType.INT4, SqlType.NUMERIC)))
                .isEqualTo(SqlType.NUMERIC);
        assertThat(CATALOG.commonType("UNION", List.of(SqlType.UNKNOWN, SqlType.UNKNOWN)))
                .isEqualTo(SqlType.TEXT);
        assertThat(CATALOG.commonType("CASE", List.of(SqlType.varchar(3), SqlType.varchar(3))))
                .isEqualTo(SqlType.varchar(3));
        assertThat(CATALOG.commonType("CASE", List.of(SqlType.varchar(3), SqlType.varchar(4))))
                .isEqualTo(SqlType.VARCHAR);
        assertThatThrownBy(() -> CATALOG.commonType("UNION", List.of(SqlType.INT4, SqlType.TEXT)))
                .isInstanceOf(SqlException.class)
                .hasMessage("UNION types integer and text cannot be matched");
    }

    @Test
    void refusesTooLongTextOnAssignmentAndCutsItWhenAsked() {
        ScalarFunction assignment = CATALOG.cast(SqlType.TEXT, SqlType.varchar(2), false);
        ScalarFunction explicit = CATALOG.cast(SqlType.TEXT, SqlType.varchar(2), true);
        assertThat(explicit.apply(new Object[] {"abc"}, TestContext.UTC)).isEqualTo("ab");
        assertThat(assignment.apply(new Object[] {"ab  "}, TestContext.UTC)).isEqualTo("ab");
        assertThatThrownBy(() -> assignment.apply(new Object[] {"abc"}, TestContext.UTC))
                .hasMessage("value too long for type character varying(2)");
    }

    @Test
    void hashesEqualValuesAlike() {
        assertThat(CATALOG.hashKey(SqlType.NUMERIC, new BigDecimal("1.0")))
                .isEqualTo(CATALOG.hashKey(SqlType.NUMERIC, new BigDecimal("1.00")));
        assertThat(CATALOG.hashKey(SqlType.FLOAT8, -0.0)).isEqualTo(CATALOG.hashKey(SqlType.FLOAT8, 0.0));
        assertThat(CATALOG.hashKey(SqlType.INTERVAL, new Interval(1, 0, 0)))
                .isEqualTo(CATALOG.hashKey(SqlType.INTERVAL, new Interval(0, 30, 0)));
        assertThat(CATALOG.hashKey(SqlType.BPCHAR, "a  ")).isEqualTo(CATALOG.hashKey(SqlType.BPCHAR, "a"));
        assertThat(CATALOG.hashKey(SqlType.JSONB, "{\"a\": 1.0}"))
                .isEqualTo(CATALOG.hashKey(SqlType.JSONB, "{\"a\": 1}"));
        assertThatThrownBy(() -> CATALOG.hashKey(SqlType.JSON, "1"))
                .hasMessage("could not identify an equality operator for type json");
    }

    @Test
    void ordersTextByCodePoint() {
        String supplementary = new String(Character.toChars(0x1F600));
        assertThat(CATALOG.order(SqlType.TEXT).compare(supplementary, "\uffee")).isPositive();
    }

    @Test
    void knowsFunctionsThatItCannotCompute() {
        ResolvedCall call = CATALOG.function(List.of("length"), List.of(SqlType.TEXT), false);
        assertThat(CATALOG.isImplemented(call)).isTrue();
        assertThat(CATALOG.hasFunction(List.of("ts_rank"))).isTrue();
    }
}
