package io.federator.duckdb;

import static io.federator.duckdb.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.federator.adapter.testkit.CancellableScope;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.residual.ResidualStatement;
import io.federator.spi.residual.ResidualStatement.Input;
import io.federator.spi.source.LeafStatement.Argument;
import io.federator.spi.source.QueryScope;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.NumericSpecial;
import io.federator.spi.value.RowCursor;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Inputs and results as streams: when they are opened, closed, cancelled, and what they hold. */
@Timeout(120)
class DuckDbStreamTest {
    private static final QueryScope FREE = QueryScope.uncancellable();
    private static final List<SqlType> NUMBERED = List.of(SqlType.INT8, SqlType.TEXT);

    @TempDir
    Path spill;

    private DuckDbResidualEngine engine;

    @BeforeEach
    void open() {
        engine = DuckDbResidualEngine.open(new DuckDbSettings(256L << 20, 2, spill));
    }

    @AfterEach
    void close() {
        assertThat(engine.inputBytes()).isZero();
        engine.close();
    }

    private static Rows numbers(int count, IntFunction<List<@Nullable Object>> row) {
        return new Rows(NUMBERED, () -> IntStream.range(0, count).mapToObj(row).iterator());
    }

    private static Rows numbers(int count) {
        return numbers(count, i -> row((long) i, "text " + i));
    }

    private static Input input(String name, RowCursor rows) {
        return new Input(name, List.of("id", "name"), rows.types(), () -> rows);
    }

    private static ResidualStatement statement(String sql, List<SqlType> columns, Input... inputs) {
        return new ResidualStatement(sql, List.of(inputs), columns, List.of());
    }

    @Test
    void joinsAndAggregates() {
        Rows left = numbers(100_000);
        Rows right = numbers(1_000);
        List<List<@Nullable Object>> rows = Rows.drain(engine.execute(
                statement(
                        "SELECT count(*), max(r.name) FROM a l JOIN b r ON l.id = r.id WHERE l.id % 2 = 0",
                        List.of(SqlType.INT8, SqlType.TEXT), input("a", left), input("b", right)),
                FREE));
        assertThat(rows).containsExactly(row(500L, "text 998"));
        assertThat(left.closed()).isEqualTo(1);
        assertThat(right.closed()).isEqualTo(1);
    }

    @Test
    void opensAnInputWhenItIsReadOnTheThreadOfTheReader() {
        List<Thread> opened = new ArrayList<>();
        Rows rows = numbers(10);
        Input input = new Input("a", List.of("id", "name"), NUMBERED, () -> {
            opened.add(Thread.currentThread());
            return rows;
        });
        try (RowCursor cursor = engine.execute(statement("SELECT id FROM a", List.of(SqlType.INT8), input), FREE)) {
            assertThat(opened).isEmpty();
            assertThat(cursor.next()).isTrue();
            assertThat(opened).containsExactly(Thread.currentThread());
        }
        assertThat(rows.closed()).isEqualTo(1);
        assertThat(rows.closedOn).isEqualTo(Thread.currentThread());
    }

    @Test
    void readsOnlyWhatALimitNeeds() {
        Rows rows = numbers(10_000_000);
        Input unread = new Input("b", List.of("id", "name"), NUMBERED, () -> {
            throw new AssertionError("opened");
        });
        assertThat(Rows.drain(engine.execute(
                        statement("SELECT id FROM a LIMIT 5", List.of(SqlType.INT8), input("a", rows), unread), FREE)))
                .hasSize(5);
        assertThat(rows.read()).isLessThan(200_000);
        assertThat(rows.closed()).isEqualTo(1);
    }

    @Test
    void holdsAnInputUpWhileTheResultIsNotRead() {
        Rows rows = numbers(20_000_000);
        try (RowCursor cursor = engine.execute(statement("SELECT id, name FROM a", NUMBERED, input("a", rows)), FREE)) {
            for (int i = 0; i < 100_000; i++) {
                assertThat(cursor.next()).isTrue();
            }
        }
        assertThat(rows.read()).isLessThan(2_000_000);
        assertThat(rows.closed()).isEqualTo(1);
    }

    @Test
    void closesInputsThatWereNeverRead() {
        Rows rows = numbers(10);
        engine.execute(statement("SELECT id FROM a", List.of(SqlType.INT8), input("a", rows)), FREE)
                .close();
        assertThat(rows.closed()).isLessThanOrEqualTo(1);
        assertThat(rows.read()).isLessThanOrEqualTo(10);
    }

    @Test
    void passesErrorsOfInputsOnUnchanged() {
        SqlException lost = new SqlException(SqlState.CONNECTION_FAILURE, "source is gone").fromSource("eu");
        Rows rows = numbers(100_000, i -> {
            if (i == 50_000) {
                throw lost;
            }
            return row((long) i, "x");
        });
        Rows other = numbers(1_000_000);
        assertThatThrownBy(() -> Rows.drain(engine.execute(
                        statement(
                                "SELECT count(*) FROM a JOIN b ON a.id = b.id",
                                List.of(SqlType.INT8),
                                input("a", rows),
                                input("b", other)),
                        FREE)))
                .isSameAs(lost);
        assertThat(rows.closed()).isEqualTo(1);
        assertThat(other.closed()).isLessThanOrEqualTo(1);
        Input closed = new Input("a", List.of("id", "name"), NUMBERED, () -> {
            throw lost;
        });
        assertThatThrownBy(() -> Rows.drain(
                        engine.execute(statement("SELECT max(id) FROM a", List.of(SqlType.INT8), closed), FREE)))
                .isSameAs(lost);
    }

    @Test
    void reportsErrorsOfTheStatement() {
        assertError("SELECT 1 // (id - 5) FROM a", SqlState.DIVISION_BY_ZERO, "division by zero");
        assertError(
                "SELECT id + 9223372036854775807 FROM a", SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "bigint out of range");
        assertError("SELECT nosuch FROM a", SqlState.INTERNAL_ERROR, null);
        assertError("SELEC", SqlState.INTERNAL_ERROR, null);
        assertError("SELECT id FROM a LIMIT -1", SqlState.INVALID_ROW_COUNT_IN_LIMIT, "LIMIT must not be negative");
        assertError("SELECT id FROM a WHERE id = (SELECT 1) LIMIT ?", SqlState.INTERNAL_ERROR, null);
    }

    private void assertError(String sql, SqlState state, @Nullable String message) {
        Rows rows = numbers(10);
        assertThatThrownBy(() ->
                        Rows.drain(engine.execute(statement(sql, List.of(SqlType.INT8), input("a", rows)), FREE)))
                .isInstanceOfSatisfying(SqlException.class, error -> {
                    assertThat(error.state()).isEqualTo(state);
                    if (message != null) {
                        assertThat(error.text()).isEqualTo(message);
                    }
                });
        assertThat(rows.closed()).isLessThanOrEqualTo(1);
    }

    @Test
    void cancelsWhileItComputes() throws Exception {
        for (String sql : List.of(
                "SELECT count(*) FROM a x, range(100000000000) r(n) WHERE (x.id * n) % 7 = 8",
                "SELECT n FROM a x, range(100000000000) r(n) WHERE (x.id * n) % 7 = 8")) {
            CancellableScope scope = new CancellableScope();
            Rows rows = numbers(1_000);
            RowCursor cursor = engine.execute(statement(sql, List.of(SqlType.INT8), input("a", rows)), scope);
            CountDownLatch started = new CountDownLatch(1);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<?> reader = threads.submit(() -> {
                    started.countDown();
                    return Rows.drain(cursor);
                });
                started.await();
                while (rows.read() < 1_000) {
                    Thread.onSpinWait();
                }
                long from = System.nanoTime();
                scope.cancel();
                assertThatThrownBy(reader::get)
                        .hasRootCauseInstanceOf(SqlException.class)
                        .hasMessageContaining("canceling statement due to user request");
                assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(1));
            }
            assertThat(rows.closed()).isEqualTo(1);
        }
    }

    @Test
    void cancelsAtAnyMoment() {
        for (int i = 0; i < 200; i++) {
            CancellableScope scope = new CancellableScope();
            Rows rows = numbers(50_000);
            RowCursor cursor = engine.execute(statement("SELECT id, name FROM a", NUMBERED, input("a", rows)), scope);
            int until = i * 37;
            assertThatThrownBy(() -> {
                        for (int read = 0; read < until; read++) {
                            cursor.next();
                        }
                        Thread.startVirtualThread(scope::cancel);
                        Rows.drain(cursor);
                        scope.check();
                        throw new SqlException(SqlState.QUERY_CANCELED, "came too late");
                    })
                    .isInstanceOfSatisfying(
                            SqlException.class,
                            error -> assertThat(error.state()).isEqualTo(SqlState.QUERY_CANCELED));
            cursor.close();
            assertThat(rows.closed()).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void refusesNumericsThatItCannotHold() {
        List<SqlType> types = List.of(SqlType.numeric(5, 2), SqlType.TEXT);
        for (Object value : List.of(NumericSpecial.NAN, new BigDecimal("1234.56"), new BigDecimal("0.123"))) {
            Rows rows = new Rows(types, List.of(row(value, "x")));
            assertThatThrownBy(() -> Rows.drain(engine.execute(
                            statement("SELECT id FROM a", List.of(SqlType.numeric(5, 2)), input("a", rows)), FREE)))
                    .isInstanceOf(SqlException.class);
        }
        assertThat(engine.carries(SqlType.NUMERIC)).isFalse();
        assertThat(engine.carries(SqlType.numeric(39, 2))).isFalse();
        assertThat(engine.carries(SqlType.numeric(5, -2))).isFalse();
        assertThat(engine.carries(SqlType.numeric(2, 5))).isFalse();
        assertThat(engine.carries(SqlType.numeric(38, 38))).isTrue();
        assertThat(engine.carries(SqlType.TIMETZ)).isFalse();
        assertThat(engine.carries(SqlType.array(SqlType.INT4))).isFalse();
    }

    @Test
    void takesArguments() {
        var statement = new ResidualStatement(
                "SELECT id FROM a WHERE id >= CAST(? AS BIGINT) AND name <> CAST(? AS VARCHAR) ORDER BY id LIMIT ?",
                List.of(input("a", numbers(100))),
                List.of(SqlType.INT8),
                List.of(
                        new Argument(SqlType.INT8, 90L),
                        new Argument(SqlType.TEXT, "text 91"),
                        new Argument(SqlType.INT8, 3L)));
        assertThat(Rows.drain(engine.execute(statement, FREE))).containsExactly(row(90L), row(92L), row(93L));
    }

    @Test
    void refusesANegativeLimit() {
        var statement = new ResidualStatement(
                "SELECT id FROM a LIMIT ?",
                List.of(input("a", numbers(100))),
                List.of(SqlType.INT8),
                List.of(new Argument(SqlType.INT8, -1L)));
        assertThatThrownBy(() -> Rows.drain(engine.execute(statement, FREE)))
                .isInstanceOfSatisfying(
                        SqlException.class,
                        error -> assertThat(error.state()).isEqualTo(SqlState.INVALID_ROW_COUNT_IN_LIMIT));
    }

    @Test
    void runsManyStatementsAtOnce() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<List<@Nullable Object>>>> results = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                int n = i;
                results.add(threads.submit(() -> Rows.drain(engine.execute(
                        statement(
                                "SELECT count(*), sum(l.id) + " + n + " FROM a l JOIN b r ON l.id = r.id",
                                List.of(SqlType.INT8, SqlType.INT8),
                                input("a", numbers(50_000)),
                                input("b", numbers(20_000))),
                        FREE))));
            }
            for (int i = 0; i < 16; i++) {
                assertThat(results.get(i).get()).containsExactly(row(20_000L, 199_990_000L + i));
            }
        }
    }

    @Test
    void readsAStreamThatDependsOnAnotherStatement() {
        RowCursor inner = engine.execute(
                statement("SELECT id, name FROM a WHERE id < 5000", NUMBERED, input("a", numbers(10_000))), FREE);
        assertThat(Rows.drain(engine.execute(
                        statement("SELECT count(*) FROM b", List.of(SqlType.INT8), input("b", inner)), FREE)))
                .containsExactly(row(5_000L));
    }

    /** DuckDB may drop the order of a streamed result, depending on its settings. */
    @Test
    void keepsTheOrder() {
        for (String limit : List.of("", " LIMIT 900000", " LIMIT 500000 OFFSET 100000")) {
            Rows rows = numbers(1_000_000, i -> row(i * 2_654_435_761L % 1_000_000, "x"));
            long expected = limit.contains("OFFSET") ? 100_000 : 0;
            try (RowCursor cursor = engine.execute(
                    statement("SELECT id FROM a ORDER BY id" + limit, List.of(SqlType.INT8), input("a", rows)), FREE)) {
                while (cursor.next()) {
                    assertThat(cursor.getLong(0)).isEqualTo(expected++);
                }
            }
            assertThat(expected).isEqualTo(limit.isEmpty() ? 1_000_000 : limit.contains("OFFSET") ? 600_000 : 900_000);
        }
    }

    @Test
    void spillsWhatDoesNotFit() {
        try (DuckDbResidualEngine small = DuckDbResidualEngine.open(new DuckDbSettings(64L << 20, 2, spill))) {
            String padding = "x".repeat(100);
            Rows rows = numbers(1_500_000, i -> row(i * 2_654_435_761L % 1_500_000, padding + i));
            long last = Long.MIN_VALUE;
            int count = 0;
            try (RowCursor cursor =
                    small.execute(statement("SELECT id, name FROM a ORDER BY id", NUMBERED, input("a", rows)), FREE)) {
                while (cursor.next()) {
                    assertThat(cursor.getLong(0)).isGreaterThanOrEqualTo(last);
                    last = cursor.getLong(0);
                    count++;
                }
            }
            assertThat(count).isEqualTo(1_500_000);
            Rows keys = numbers(1_000_000, i -> row((long) i, padding + i));
            assertThat(Rows.drain(small.execute(
                            statement(
                                    "SELECT count(*) FROM (SELECT id, name FROM a GROUP BY id, name) g",
                                    List.of(SqlType.INT8),
                                    input("a", keys)),
                            FREE)))
                    .containsExactly(row(1_000_000L));
            assertThat(small.inputBytes()).isZero();
        }
    }

    @Test
    void failsWhenEvenSpillingDoesNotHelp() {
        try (DuckDbResidualEngine small = DuckDbResidualEngine.open(new DuckDbSettings(24L << 20, 2, spill))) {
            Rows rows = numbers(1_000_000, i -> row((long) i, "x".repeat(100)));
            assertThatThrownBy(() -> Rows.drain(small.execute(
                            statement(
                                    "SELECT max(len(l)) FROM (SELECT list(name) AS l FROM a) q",
                                    List.of(SqlType.INT8),
                                    input("a", rows)),
                            FREE)))
                    .isInstanceOfSatisfying(
                            SqlException.class,
                            error -> assertThat(error.state()).isEqualTo(SqlState.OUT_OF_MEMORY));
            assertThat(rows.closed()).isEqualTo(1);
        }
    }

    @Test
    void opensNoFilesAndTakesNoSettings() {
        assertError("SELECT 1 FROM read_csv('/etc/passwd')", SqlState.INTERNAL_ERROR, null);
        assertError("SET threads = 1", SqlState.INTERNAL_ERROR, null);
    }
}
