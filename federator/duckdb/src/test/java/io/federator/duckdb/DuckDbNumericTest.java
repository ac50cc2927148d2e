package io.federator.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.spi.residual.ResidualStatement;
import io.federator.spi.source.QueryScope;
import io.federator.spi.source.Rendered;
import io.federator.spi.type.SqlType;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Numerics of all widths at their extremes: the exact result with PostgreSQL's scale, or not written at all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DuckDbNumericTest {
    private static final List<SqlType> TYPES = List.of(
            SqlType.numeric(1, 0),
            SqlType.numeric(2, 2),
            SqlType.numeric(4, 1),
            SqlType.numeric(9, 0),
            SqlType.numeric(9, 9),
            SqlType.numeric(10, 2),
            SqlType.numeric(15, 2),
            SqlType.numeric(18, 6),
            SqlType.numeric(19, 0),
            SqlType.numeric(19, 19),
            SqlType.numeric(20, 4),
            SqlType.numeric(28, 10),
            SqlType.numeric(37, 2),
            SqlType.numeric(38, 0),
            SqlType.numeric(38, 38));
    private final DuckDbDialect dialect = new DuckDbDialect();
    private DuckDbResidualEngine engine;
    private Oracle oracle;

    @BeforeAll
    void start(@TempDir Path spill) throws SQLException {
        engine = DuckDbResidualEngine.open(new DuckDbSettings(256L << 20, 1, spill));
        oracle = new Oracle();
    }

    @AfterAll
    void stop() throws SQLException {
        engine.close();
        oracle.close();
    }

    /** The greatest value of a type, which is all nines. */
    private static BigDecimal greatest(SqlType type) {
        return new BigDecimal(
                BigDecimal.TEN.pow(type.precision()).subtract(BigDecimal.ONE).toBigInteger(), type.scale());
    }

    private static Rendered operand(SqlType type, BigDecimal value) {
        return Rendered.computed("CAST('" + value.toPlainString() + "' AS " + DuckDbTypes.name(type) + ")", type);
    }

    private @Nullable Object here(@Nullable Rendered call, SqlType type) {
        if (call == null) {
            return null;
        }
        String sql = "SELECT " + dialect.output(call);
        return Rows.drain(engine.execute(
                new ResidualStatement(sql, List.of(), List.of(type), List.of()), QueryScope.uncancellable()));
    }

    @Test
    void arithmeticAtTheExtremes() {
        int written = 0;
        for (SqlType left : TYPES) {
            for (SqlType right : TYPES) {
                for (BigDecimal a : List.of(greatest(left), greatest(left).negate())) {
                    for (BigDecimal b : List.of(greatest(right), greatest(right).negate())) {
                        List<Rendered> operands = List.of(operand(left, a), operand(right, b));
                        for (String operation : List.of("+", "-", "*", "%", "=", "<", ">=")) {
                            SqlType type = operation.matches("[-+*%]") ? SqlType.NUMERIC : SqlType.BOOL;
                            Object actual = here(dialect.call(operation, operands, type), type);
                            if (actual != null) {
                                written++;
                                String there = Oracle.call(
                                        operation,
                                        List.of(Oracle.literal(left.bare(), a), Oracle.literal(right.bare(), b)),
                                        type);
                                assertThat(actual)
                                        .as(there)
                                        .isEqualTo(oracle.outcome("SELECT " + there, List.of(type)));
                            }
                        }
                    }
                }
            }
        }
        assertThat(written).isGreaterThan(3_000);
    }

    @Test
    void chainsOfProducts() {
        SqlType type = SqlType.numeric(12, 2);
        Rendered value = operand(type, greatest(type));
        Rendered one = dialect.literal(SqlType.NUMERIC, new BigDecimal("1"));
        assertThat(one).isNotNull();
        Rendered price = dialect.call("*", List.of(value, value), SqlType.NUMERIC);
        assertThat(price).isNotNull();
        Rendered taxed = dialect.call(
                "+", List.of(one, operand(SqlType.numeric(3, 2), new BigDecimal("9.99"))), SqlType.NUMERIC);
        assertThat(taxed).isNotNull();
        Rendered all = dialect.call("*", List.of(price, taxed), SqlType.NUMERIC);
        String there = "9999999999.99 * 9999999999.99 * (1 + 9.99)";
        assertThat(here(all, SqlType.NUMERIC)).isEqualTo(oracle.outcome("SELECT " + there, List.of(SqlType.NUMERIC)));
        assertThat(all).isNotNull();
        assertThat(dialect.call("*", List.of(all, all), SqlType.NUMERIC)).isNull();
    }

    @Test
    void roundingAtTheExtremes() {
        for (SqlType type : TYPES) {
            for (BigDecimal a : List.of(greatest(type), greatest(type).negate())) {
                for (String function : List.of("round", "trunc", "ceil", "floor", "abs", "sign", "-")) {
                    Object actual =
                            here(dialect.call(function, List.of(operand(type, a)), SqlType.NUMERIC), SqlType.NUMERIC);
                    if (actual != null) {
                        String there = Oracle.call(function, List.of(Oracle.literal(type.bare(), a)), SqlType.NUMERIC);
                        assertThat(actual)
                                .as(there)
                                .isEqualTo(oracle.outcome("SELECT " + there, List.of(SqlType.NUMERIC)));
                    }
                }
            }
        }
    }
}
