package io.federator.engine.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.engine.parser.ast.GenericForm;
import io.federator.engine.parser.ast.Statement;
import io.federator.spi.error.SqlException;
import io.federator.spi.type.SqlType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenericTextTest {
    @Test
    void constantsBecomeParametersOfTheTypesThatTheyHave() {
        assertThat(GenericText.of("select a1 from t where i = 12 and b > 3000000000 and n < 1.50 and s = 'it''s';"))
                .contains(new GenericText(
                        "select a1 from t where i = $1 and b > $2 and n < $3 and s = $4",
                        List.of(SqlType.INT4, SqlType.INT8, SqlType.NUMERIC, SqlType.UNKNOWN),
                        List.of("12", "3000000000", "1.50", "it's")));
    }

    @Test
    void aNumberTooLongForBigintIsNumeric() {
        assertThat(GenericText.of("delete from t where i = 9223372036854775808")
                        .orElseThrow()
                        .types())
                .containsExactly(SqlType.NUMERIC);
        assertThat(GenericText.of("delete from t where i = -9223372036854775808")
                        .orElseThrow()
                        .types())
                .containsExactly(SqlType.INT8);
        assertThat(GenericText.of("delete from t where i = -2147483648")
                        .orElseThrow()
                        .types())
                .containsExactly(SqlType.INT4);
    }

    @Test
    void aMinusIsASignOnlyWhereAnExpressionBegins() {
        assertThat(text("insert into t values (-1, -2)")).contains("insert into t values ($1, $2)");
        assertThat(text("update t set a = a + -5 where b = -3")).contains("update t set a = a + $1 where b = $2");
        assertThat(text("update t set a = a -5")).contains("update t set a = a -$1");
        assertThat(text("update t set a = a - 5")).contains("update t set a = a - $1");
    }

    @Test
    void namesKeepTheirDigits() {
        assertThat(text("select \"a 1\", t1.c2 from t1 where é5 = 5"))
                .contains("select \"a 1\", t1.c2 from t1 where é5 = $1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select a from t",
                "select a from t where b = 1 -- comment",
                "select a from t where b = /* 1 */ 2",
                "select a from t where b = $1 and c = 2",
                "select a from t where b = $$x$$",
                "select a from t where b = E'x'",
                "select a from t where b = U&'x'",
                "select a from t where b = B'1'",
                "select a from t where b = 'a\\b'",
                "select a from t where b = 'a'\n'b'",
                "select a from t where b = 1e5",
                "select a from t where b = 0x1F",
                "select a from t where b = 1_000",
                "select a from t where b = .5",
                "select a from t where b = 1and c = 2",
                "select a from t where b = 'open",
                "select a from t where b = 1; select 2",
            })
    void whatOnlyTheParserCanReadIsLeftToIt(String sql) {
        assertThat(GenericText.of(sql)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select a, b from s.t x where a = 1 and (b > 'x' or c between 1 and 2) and not d in (1, 2) order by a",
                "update t set a = 1, b = b + 2 where c = 3",
                "delete from t where 1 < a",
                "select a from t where a = ('1'::int4) and b = cast('x' as varchar)",
                "insert into t (a, b) values (1, 'x')",
            })
    void isGeneric(String sql) {
        assertThat(covers(sql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select a, 1 from t where a = 1",
                "select a from t where a = 1 limit 5",
                "select a from t where a = 1 order by 1",
                "select a from t where f(a) = 1",
                "select a from t where a = 1 + 2",
                "select a from t where a = '12'::numeric(1,0)",
                "select a from t where a = 'abc'::varchar(2)",
                "select a from t where a = 'abc'::interval",
                "select a from t where a = date '2020-01-01'",
                "select a from t where a like 'x%'",
                "select a from t, u where a = 1",
                "select a from t where a in (select b from u where c = 1)",
                "select a from t where a = 1 union select 2",
                "select numeric(10, 2) '1' from t",
                "update t set a = b / 2",
                "update t set a = 1 from u where t.b = u.b",
                "insert into t values (1), (2)",
                "insert into t values (1 + 1)",
                "insert into t select 1",
                "values (1)",
                "set work_mem = 5",
            })
    void isNotGeneric(String sql) {
        assertThat(covers(sql)).isFalse();
    }

    private static Optional<String> text(String sql) {
        return GenericText.of(sql).map(GenericText::text);
    }

    private static boolean covers(String sql) {
        GenericText generic = GenericText.of(sql).orElseThrow();
        Statement statement;
        try {
            statement = SqlParser.parseScript(generic.text(), ScriptReading.STANDARD)
                    .getFirst()
                    .statement();
        } catch (SqlException e) {
            return false;
        }
        return GenericForm.covers(statement, generic.types().size());
    }
}
