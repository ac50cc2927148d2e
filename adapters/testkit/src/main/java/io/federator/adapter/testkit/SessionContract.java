package io.federator.adapter.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.federator.spi.error.SqlException;
import io.federator.spi.source.LeafStatement;
import io.federator.spi.source.QueryScope;
import io.federator.spi.source.SourceSession;
import io.federator.spi.source.TransactionMode;
import io.federator.spi.source.TransactionMode.Isolation;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.RowCursor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A connection that serves one transaction: one state, errors and savepoints, and what becomes of it in the pool. */
@Timeout(120)
public abstract class SessionContract extends AdapterFixture {
    private static final List<SqlType> NUMBER = List.of(SqlType.INT8);
    private static final TransactionMode SNAPSHOT = new TransactionMode(Isolation.REPEATABLE_READ, true, false);

    protected SessionContract(TestedDatabase tested) {
        super(tested);
    }

    @BeforeEach
    void create() {
        server.execute(database, "create table seen (id bigint primary key)", "insert into seen values (1), (2)");
    }

    @AfterEach
    void drop() {
        assertThat(source.pool().active()).isZero();
        server.execute(database, "drop table seen");
    }

    private static LeafStatement number(String sql) {
        return new LeafStatement(sql, NUMBER, List.of(), 100);
    }

    private static List<Long> numbers(SourceSession session, String sql) {
        List<Long> numbers = new ArrayList<>();
        try (RowCursor cursor = session.query(number(sql), QueryScope.uncancellable())) {
            while (cursor.next()) {
                numbers.add(cursor.getLong(0));
            }
        }
        return numbers;
    }

    private SourceSession begin() {
        return source.begin(SNAPSHOT, QueryScope.uncancellable());
    }

    private static void assertState(SourceSession session, String sql, String state) {
        assertThatThrownBy(() -> numbers(session, sql)).isInstanceOfSatisfying(SqlException.class, e -> {
            assertThat(e.state().code()).as(sql).isEqualTo(state);
            assertThat(e.source()).isEqualTo("tested");
        });
    }

    @Test
    void showsOneState() {
        try (SourceSession session = begin()) {
            assertThat(numbers(session, "SELECT id FROM seen ORDER BY id")).containsExactly(1L, 2L);
            server.execute(database, "insert into seen values (3)");
            assertThat(numbers(session, "SELECT id FROM seen ORDER BY id")).containsExactly(1L, 2L);
            assertThat(rows("SELECT count(*) FROM seen", NUMBER)).containsExactly(List.of(3L));
            assertThat(source.pool().active()).isEqualTo(1);
        }
        try (SourceSession session = begin()) {
            assertThat(numbers(session, "SELECT count(*) FROM seen")).containsExactly(3L);
        }
    }

    /** The pool's connection is as it was: outside a transaction, at the server's own level. */
    @ParameterizedTest
    @EnumSource(Isolation.class)
    void leavesNothingBehind(Isolation isolation) {
        for (int i = 0; i < 3; i++) {
            try (SourceSession session =
                    source.begin(new TransactionMode(isolation, true, false), QueryScope.uncancellable())) {
                assertThat(numbers(session, "SELECT count(*) FROM seen")).containsExactly(2L);
                session.commit();
            }
            server.execute(database, "insert into seen values (3)");
            assertThat(rows("SELECT count(*) FROM seen", NUMBER)).containsExactly(List.of(3L));
            server.execute(database, "delete from seen where id = 3");
            assertThat(rows("SELECT count(*) FROM seen", NUMBER)).containsExactly(List.of(2L));
        }
    }

    @Test
    void goesOnBehindASavepoint() {
        try (SourceSession session = begin()) {
            assertThat(numbers(session, "SELECT count(*) FROM seen")).containsExactly(2L);
            session.savepoint("here");
            server.execute(database, "insert into seen values (3)");
            assertState(session, "SELECT nothing FROM seen", "42703");
            session.rollbackTo("here");
            assertThat(numbers(session, "SELECT count(*) FROM seen")).containsExactly(2L);
            assertState(session, "SELECT id FROM no_such_table", "42P01");
            session.rollbackTo("here");
            assertThat(numbers(session, "SELECT count(*) FROM seen")).containsExactly(2L);
            assertThat(session.isLost()).isFalse();
        }
    }

    @Test
    void abandonedRowsLeaveItAlone() {
        try (SourceSession session = begin()) {
            assertThat(numbers(session, "SELECT count(*) FROM seen")).containsExactly(2L);
            server.execute(database, "insert into seen values (3)");
            for (int i = 0; i < 3; i++) {
                try (RowCursor cursor = session.query(number(tested.manyRows(900_000)), QueryScope.uncancellable())) {
                    assertThat(cursor.next()).isTrue();
                }
                assertThat(session.isLost()).isFalse();
                assertThat(numbers(session, "SELECT count(*) FROM seen")).containsExactly(2L);
            }
        }
    }

    @Test
    void interleavesIfItSaysSo() {
        try (SourceSession session = begin()) {
            if (!session.interleaves()) {
                return;
            }
            try (RowCursor many = session.query(number(tested.manyRows(5_000)), QueryScope.uncancellable())) {
                assertThat(many.next()).isTrue();
                assertThat(numbers(session, "SELECT count(*) FROM seen")).containsExactly(2L);
                int rest = 0;
                while (many.next()) {
                    rest++;
                }
                assertThat(rest).isEqualTo(4_999);
            }
        }
    }

    @Test
    void cancelLosesIt() {
        String mark = "session_" + System.nanoTime();
        CancellableScope scope = new CancellableScope();
        try (SourceSession session = begin()) {
            CompletableFuture<String> state = CompletableFuture.supplyAsync(() -> {
                try (RowCursor cursor = session.query(number(tested.endlessQuery(mark)), scope)) {
                    cursor.next();
                    return "finished";
                } catch (SqlException e) {
                    return e.state().code();
                }
            });
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (!rows(tested.countRunning(mark), NUMBER)
                            .getFirst()
                            .getFirst()
                            .equals(1L)
                    && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            scope.cancel();
            assertThat(state.join()).isEqualTo("57014");
            assertThat(session.isLost()).isTrue();
            assertState(session, "SELECT 1", "08006");
        }
        assertThat(rows("SELECT 1", NUMBER)).containsExactly(List.of(1L));
    }

    @Test
    void closesTwice() {
        SourceSession session = begin();
        session.close();
        session.close();
        assertState(session, "SELECT 1", "08006");
    }
}
