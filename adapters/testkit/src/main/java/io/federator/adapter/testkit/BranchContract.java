package io.federator.adapter.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.federator.spi.error.SqlException;
import io.federator.spi.source.BranchXid;
import io.federator.spi.source.DecisionTable;
import io.federator.spi.source.DecisionTable.Verdict;
import io.federator.spi.source.LeafStatement;
import io.federator.spi.source.QueryScope;
import io.federator.spi.source.SourceBranch;
import io.federator.spi.source.TransactionMode;
import io.federator.spi.source.TransactionMode.Isolation;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.RowCursor;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A source's part in transactions over several: prepared, committed and rolled back, by its session and without it. */
@Timeout(120)
public abstract class BranchContract extends AdapterFixture {
    private static final TransactionMode WRITING = new TransactionMode(Isolation.READ_COMMITTED, false, false);
    private static final String GATEWAY = "tester";
    private static final Duration WAIT = Duration.ofSeconds(1);

    private final AtomicInteger numbers = new AtomicInteger();

    protected BranchContract(TestedDatabase tested) {
        super(tested);
    }

    @BeforeEach
    void create() {
        boolean postgres = tested.adapter().kind().equals("postgresql");
        server.execute(
                database,
                "create table written (id bigint primary key)",
                postgres
                        ? "create function put(k bigint) returns bigint language sql as 'insert into written values (k)"
                                + " returning id'"
                        : "create function put(k bigint) returns bigint modifies sql data deterministic "
                                + "begin insert into written values (k); return k; end");
        source.decisions().create();
    }

    @AfterEach
    void drop() throws XAException {
        assertThat(source.pool().active()).isZero();
        assertThat(prepared()).isEmpty();
        boolean postgres = tested.adapter().kind().equals("postgresql");
        server.execute(database, "drop table written", "drop function put" + (postgres ? "(bigint)" : ""));
    }

    private BranchXid xid() {
        return new BranchXid(
                GATEWAY + "." + System.nanoTime() + "." + numbers.incrementAndGet(), BranchXid.key("tested"));
    }

    private SourceBranch begin(BranchXid xid, TransactionMode mode) throws XAException {
        SourceBranch branch = source.beginBranch(mode, QueryScope.uncancellable());
        branch.resource().start(xid, XAResource.TMNOFLAGS);
        return branch;
    }

    private SourceBranch writing(BranchXid xid, int... ids) throws XAException {
        SourceBranch branch = begin(xid, WRITING);
        branch.willWrite();
        for (int id : ids) {
            number(branch, "SELECT put(" + id + ")");
        }
        return branch;
    }

    private static long number(SourceBranch branch, String sql) {
        LeafStatement statement = new LeafStatement(sql, List.of(SqlType.INT8), List.of(), 10);
        try (RowCursor cursor = branch.query(statement, QueryScope.uncancellable())) {
            long last = 0;
            while (cursor.next()) {
                last = cursor.getLong(0);
            }
            return last;
        }
    }

    private Object count() {
        return String.valueOf(rows("SELECT count(*) FROM written", List.of(SqlType.INT8))
                .getFirst()
                .getFirst());
    }

    private List<Xid> prepared() throws XAException {
        return List.of(source.recoveryResource().recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN));
    }

    private static void assertCode(ThrowingCallable call, int... codes) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        XAException.class, e -> assertThat(codes).contains(e.errorCode));
    }

    @Test
    void canPrepareHere() {
        assertThat(source.twoPhase().prepares()).isTrue();
        assertThat(source.twoPhase().problems()).isEmpty();
    }

    @Test
    void commitsInTwoPhases() throws XAException {
        BranchXid xid = xid();
        try (SourceBranch branch = writing(xid, 1, 2)) {
            assertThat(branch.resource().prepare(xid)).isEqualTo(XAResource.XA_OK);
            assertThat(prepared()).containsExactly(xid);
            assertThat(count()).isEqualTo("0");
            branch.resource().commit(xid, false);
        }
        assertThat(count()).isEqualTo("2");
    }

    @Test
    void rollsBackBeforeAndAfterPreparing() throws XAException {
        BranchXid first = xid();
        try (SourceBranch branch = writing(first, 1)) {
            branch.resource().rollback(first);
        }
        BranchXid second = xid();
        try (SourceBranch branch = writing(second, 1)) {
            branch.resource().prepare(second);
            branch.resource().rollback(second);
        }
        writing(xid(), 1).close();
        assertThat(count()).isEqualTo("0");
    }

    @Test
    void commitsInOnePhase() throws XAException {
        BranchXid xid = xid();
        try (SourceBranch branch = writing(xid, 1)) {
            branch.resource().commit(xid, true);
        }
        assertThat(count()).isEqualTo("1");
    }

    @Test
    void whoOnlyReadIsDoneWhenAsked() throws XAException {
        BranchXid xid = xid();
        try (SourceBranch branch = begin(xid, WRITING)) {
            assertThat(number(branch, "SELECT count(*) FROM written")).isZero();
            assertThat(branch.resource().prepare(xid)).isEqualTo(XAResource.XA_RDONLY);
        }
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void readsAtItsLevel(Isolation isolation) throws XAException {
        for (boolean readOnly : new boolean[] {true, false}) {
            server.execute(database, "delete from written");
            BranchXid xid = xid();
            try (SourceBranch branch = begin(xid, new TransactionMode(isolation, readOnly, false))) {
                assertThat(number(branch, "SELECT count(*) FROM written")).isZero();
                if (isolation == Isolation.SERIALIZABLE) {
                    branch.resource().commit(xid, true);
                    continue;
                }
                server.execute(database, "insert into written values (1)");
                assertThat(number(branch, "SELECT count(*) FROM written"))
                        .isEqualTo(isolation == Isolation.READ_COMMITTED ? 1 : 0);
                branch.resource().commit(xid, true);
            }
        }
        assertThat(count()).isEqualTo(isolation == Isolation.SERIALIZABLE ? "0" : "1");
    }

    @Test
    void aReadOnlyBranchWritesNothing() throws XAException {
        BranchXid xid = xid();
        try (SourceBranch branch = begin(xid, new TransactionMode(Isolation.READ_COMMITTED, true, false))) {
            assertThatThrownBy(() -> number(branch, "SELECT put(1)"))
                    .isInstanceOfSatisfying(
                            SqlException.class,
                            e -> assertThat(e.state().code()).isEqualTo("25006"));
        }
        assertThat(count()).isEqualTo("0");
    }

    /** Its connection does not go back to the pool with anything on it, and another one finishes the branch. */
    @Test
    void aPreparedBranchOutlivesItsSession() throws XAException {
        BranchXid committed = xid();
        SourceBranch first = writing(committed, 1);
        first.resource().prepare(committed);
        first.close();
        BranchXid rolledBack = xid();
        SourceBranch second = writing(rolledBack, 2);
        second.resource().prepare(rolledBack);
        second.close();
        assertThat(prepared()).containsExactlyInAnyOrder(committed, rolledBack);
        for (int i = 0; i < 20; i++) {
            assertThat(count()).isEqualTo("0");
        }
        XAResource recovery = source.recoveryResource();
        finish(() -> recovery.commit(committed, false));
        finish(() -> recovery.rollback(rolledBack));
        assertThat(count()).isEqualTo("1");
        assertCode(() -> recovery.commit(committed, false), XAException.XAER_NOTA);
        assertCode(() -> recovery.rollback(committed), XAException.XAER_NOTA);
    }

    /** The server may take a moment to see that the connection is closed. */
    private static void finish(Finishing finishing) throws XAException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (true) {
            try {
                finishing.run();
                return;
            } catch (XAException e) {
                if (e.errorCode != XAException.XAER_NOTA || System.nanoTime() - end > 0) {
                    throw e;
                }
            }
        }
    }

    @FunctionalInterface
    private interface Finishing {
        void run() throws XAException;
    }

    @Test
    void knowsItsOwnBranchesOnly() throws XAException, SQLException {
        BranchXid other = new BranchXid(xid().transaction(), BranchXid.key("another source"));
        SourceBranch branch = writing(other, 1);
        branch.resource().prepare(other);
        assertThat(prepared()).isEmpty();
        branch.resource().rollback(other);
        branch.close();
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement()) {
            boolean postgres = tested.adapter().kind().equals("postgresql");
            statement.execute(postgres ? "begin" : "xa start 'somebody''s'");
            statement.execute("insert into written values (7)");
            if (!postgres) {
                statement.execute("xa end 'somebody''s'");
            }
            statement.execute(postgres ? "prepare transaction 'somebody''s'" : "xa prepare 'somebody''s'");
            assertThat(prepared()).isEmpty();
            statement.execute(postgres ? "rollback prepared 'somebody''s'" : "xa rollback 'somebody''s'");
        }
    }

    @Test
    void anErrorLeavesTheBranchToBeRolledBack() throws XAException {
        BranchXid xid = xid();
        try (SourceBranch branch = writing(xid, 1)) {
            assertThatThrownBy(() -> number(branch, "SELECT put(1)")).isInstanceOf(SqlException.class);
            branch.resource().rollback(xid);
        }
        assertThat(count()).isEqualTo("0");
        try (SourceBranch branch = writing(xid(), 1)) {
            branch.savepoint("here");
            assertThatThrownBy(() -> number(branch, "SELECT put(1)")).isInstanceOf(SqlException.class);
            branch.rollbackTo("here");
            assertThat(number(branch, "SELECT count(*) FROM written")).isEqualTo(1);
        }
        assertThat(count()).isEqualTo("0");
    }

    @Test
    void takesStepsInTheirOrderOnly() throws XAException {
        BranchXid xid = xid();
        try (SourceBranch branch = source.beginBranch(WRITING, QueryScope.uncancellable())) {
            assertCode(() -> branch.resource().prepare(xid), XAException.XAER_PROTO, XAException.XA_RBROLLBACK);
            branch.resource().start(xid, XAResource.TMNOFLAGS);
            assertCode(() -> branch.resource().start(xid, XAResource.TMNOFLAGS), XAException.XAER_PROTO);
            assertCode(() -> branch.resource().commit(xid, false), XAException.XAER_PROTO);
            assertThatThrownBy(branch::commit).isInstanceOf(IllegalStateException.class);
        }
    }

    // Decisions

    @Test
    void decidesWithItsCommit() throws XAException {
        BranchXid xid = xid();
        DecisionTable decisions = source.decisions();
        try (SourceBranch branch = writing(xid, 1)) {
            assertThat(decisions.find(xid.transaction())).isEmpty();
            branch.decide(xid, GATEWAY);
        }
        assertThat(count()).isEqualTo("1");
        assertThat(decisions.find(xid.transaction())).contains(Verdict.COMMIT);
        assertThat(decisions.abort(xid.transaction(), GATEWAY, WAIT)).contains(Verdict.COMMIT);
        assertThat(decisions.olderThan(Duration.ofHours(-1)))
                .contains(new DecisionTable.Decision(xid.transaction(), Verdict.COMMIT, GATEWAY));
        assertThat(decisions.olderThan(Duration.ofHours(1))).isEmpty();
        decisions.forget(List.of(xid.transaction()));
        assertThat(decisions.find(xid.transaction())).isEmpty();
    }

    @Test
    void cannotDecideWhatIsAborted() throws XAException {
        BranchXid xid = xid();
        assertThat(source.decisions().abort(xid.transaction(), "another", WAIT)).contains(Verdict.ABORT);
        assertThat(source.decisions().abort(xid.transaction(), "another", WAIT)).contains(Verdict.ABORT);
        try (SourceBranch branch = writing(xid, 1)) {
            assertCode(() -> branch.decide(xid, GATEWAY), XAException.XA_RBINTEGRITY);
        }
        assertThat(count()).isEqualTo("0");
        assertThat(source.decisions().find(xid.transaction())).contains(Verdict.ABORT);
    }

    /** While one is writing its row another waits, and gives up. */
    @Test
    void leavesWhoIsDecidingAlone() throws SQLException {
        String transaction = xid().transaction();
        try (Connection deciding = server.connect(database);
                Statement statement = deciding.createStatement()) {
            deciding.setAutoCommit(false);
            statement.execute("insert into " + DecisionTable.NAME + " (gtrid, verdict, gateway) values ('" + transaction
                    + "', 'commit', '" + GATEWAY + "')");
            assertThat(source.decisions().abort(transaction, "another", WAIT)).isEqualTo(Optional.empty());
            deciding.commit();
        }
        assertThat(source.decisions().abort(transaction, "another", WAIT)).contains(Verdict.COMMIT);
    }

    @Test
    void createsItsTableOnce() {
        source.decisions().create();
        source.decisions().create();
        assertThat(source.decisions().find("nothing")).isEmpty();
    }
}
