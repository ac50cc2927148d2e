package io.federator.adapter.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.federator.spi.error.SqlException;
import io.federator.spi.source.LeafStatement;
import io.federator.spi.source.QueryScope;
import io.federator.spi.source.Source;
import io.federator.spi.source.SourceSettings;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.RowCursor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How queries run: streaming, giving up early, cancellation, errors, pools, and sources that go and come back. */
@Timeout(120)
public abstract class QueryContract extends AdapterFixture {
    private static final List<SqlType> NUMBER = List.of(SqlType.INT8);

    protected QueryContract(TestedDatabase tested) {
        super(tested);
    }

    private static LeafStatement number(String sql) {
        return new LeafStatement(sql, NUMBER, List.of(), 100);
    }

    @Test
    void streams() {
        Runtime runtime = Runtime.getRuntime();
        int rows = 600_000;
        try (RowCursor cursor = source.query(
                new LeafStatement(tested.manyRows(rows), List.of(SqlType.INT8, SqlType.TEXT), List.of(), 500),
                QueryScope.uncancellable())) {
            long read = 0;
            long most = 0;
            while (cursor.next()) {
                read++;
                if (read % 100_000 == 0) {
                    System.gc();
                    most = Math.max(most, runtime.totalMemory() - runtime.freeMemory());
                }
            }
            assertThat(read).isEqualTo(rows);
            // The rows are some 200 MB in all.
            assertThat(most).isLessThan(120_000_000);
        }
    }

    @Test
    void closedEarly() {
        long start = System.nanoTime();
        for (int i = 0; i < 3; i++) {
            try (RowCursor cursor = source.query(number(tested.manyRows(900_000)), QueryScope.uncancellable())) {
                assertThat(cursor.next()).isTrue();
            }
            assertThat(source.pool().active()).isZero();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThat(rows("SELECT 1", NUMBER)).containsExactly(List.of(1L));
    }

    @Test
    void cancels() {
        String mark = "cancelled_" + System.nanoTime();
        CancellableScope scope = new CancellableScope();
        CompletableFuture<String> state = CompletableFuture.supplyAsync(() -> {
            try (RowCursor cursor = source.query(number(tested.endlessQuery(mark)), scope)) {
                cursor.next();
                return "finished";
            } catch (SqlException e) {
                return e.state().code();
            }
        });
        awaitRunning(mark, 1);
        scope.cancel();
        assertThat(state.join()).isEqualTo("57014");
        awaitRunning(mark, 0);
        assertThat(source.pool().active()).isZero();
        assertThat(rows("SELECT 1", NUMBER)).containsExactly(List.of(1L));
    }

    private void awaitRunning(String mark, long count) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < end) {
            if (rows(tested.countRunning(mark), NUMBER).getFirst().getFirst().equals(count)) {
                return;
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("no " + count + " statements are running");
    }

    @Test
    void cancelledBefore() {
        CancellableScope scope = new CancellableScope();
        scope.cancel();
        assertThatThrownBy(() -> source.query(number("SELECT 1"), scope))
                .isInstanceOfSatisfying(
                        SqlException.class, e -> assertThat(e.state().code()).isEqualTo("57014"));
        assertThat(source.pool().active()).isZero();
    }

    @Test
    void errors() {
        assertState("SELECT nothing FROM (SELECT 1 AS one) AS t", "42703");
        assertState("SELECT 1 FROM no_such_table", "42P01");
        assertState("SELECT FROM WHERE", "42601");
        assertThat(source.pool().active()).isZero();
    }

    private void assertState(String sql, String state) {
        assertThatThrownBy(() -> rows(sql, NUMBER)).isInstanceOfSatisfying(SqlException.class, e -> {
            assertThat(e.state().code()).as(sql).isEqualTo(state);
            assertThat(e.source()).isEqualTo("tested");
        });
    }

    @Test
    void smallResults() {
        LeafStatement atOnce = new LeafStatement("SELECT 7", NUMBER, List.of(), 0);
        try (RowCursor cursor = source.query(atOnce, QueryScope.uncancellable())) {
            assertThat(cursor.next()).isTrue();
            assertThat(cursor.isNull(0)).isFalse();
            assertThat(cursor.getLong(0)).isEqualTo(7);
            assertThat(cursor.next()).isFalse();
            assertThat(cursor.next()).isFalse();
        }
    }

    @Test
    void exhausted() {
        SourceSettings one = settings(server, database, 1, Map.of());
        SourceSettings impatient =
                new SourceSettings("small", one.url(), one.user(), one.password(), 1, Duration.ofMillis(500), Map.of());
        try (Source small = tested.adapter().open(impatient);
                RowCursor cursor = small.query(number("SELECT 1"), QueryScope.uncancellable())) {
            assertThat(small.pool().active()).isEqualTo(1);
            assertThatThrownBy(() -> small.query(number("SELECT 1"), QueryScope.uncancellable()))
                    .isInstanceOfSatisfying(SqlException.class, e -> {
                        assertThat(e.state().code()).isEqualTo("53300");
                        assertThat(e.text()).contains("small");
                    });
            assertThat(cursor.next()).isTrue();
        }
    }

    @Test
    void refused() {
        SourceSettings right = settings(server, database, 1, Map.of());
        SourceSettings wrong = new SourceSettings(
                "refused",
                right.url(),
                Optional.of("nobody_at_all"),
                () -> Optional.of("se-cret"),
                1,
                Duration.ofMillis(800),
                Map.of());
        try (Source refused = tested.adapter().open(wrong)) {
            assertThatThrownBy(() -> refused.query(number("SELECT 1"), QueryScope.uncancellable()))
                    .isInstanceOfSatisfying(SqlException.class, e -> {
                        assertThat(e.state().code()).startsWith("28");
                        assertThat(e.text()).contains("refused").doesNotContain("se-cret");
                    });
        }
    }

    /** The server dies, and comes back: one source object serves before, fails between, and serves after. */
    @Test
    void recovers() {
        try (TestServer victim = tested.separateServer()) {
            String name = victim.createDatabase();
            SourceSettings there = settings(victim, name, 2, Map.of());
            SourceSettings impatient = new SourceSettings(
                    "victim", there.url(), there.user(), there.password(), 2, Duration.ofSeconds(2), Map.of());
            try (Source mortal = tested.adapter().open(impatient)) {
                assertThat(mortal.probe(Duration.ofSeconds(2)).up()).isTrue();
                try (RowCursor cursor = mortal.query(number(tested.manyRows(900_000)), QueryScope.uncancellable())) {
                    assertThat(cursor.next()).isTrue();
                    victim.kill();
                    assertThatThrownBy(() -> {
                                while (cursor.next()) {
                                    cursor.getLong(0);
                                }
                            })
                            .isInstanceOfSatisfying(
                                    SqlException.class,
                                    e -> assertThat(e.state().code()).isEqualTo("08006"));
                }
                assertThatThrownBy(() -> mortal.query(number("SELECT 1"), QueryScope.uncancellable()))
                        .isInstanceOfSatisfying(SqlException.class, e -> {
                            assertThat(e.state().code()).isEqualTo("08006");
                            assertThat(e.text()).contains("victim");
                        });
                assertThat(mortal.probe(Duration.ofSeconds(1)).up()).isFalse();
                victim.restart();
                assertThat(mortal.probe(Duration.ofSeconds(2)).message()).isEmpty();
                try (RowCursor cursor = mortal.query(number("SELECT 1"), QueryScope.uncancellable())) {
                    assertThat(cursor.next()).isTrue();
                }
            }
        }
    }
}
