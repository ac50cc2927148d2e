package io.federator.adapter.jdbc;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.DecisionTable;
import io.federator.spi.source.LeafStatement;
import io.federator.spi.source.PoolUsage;
import io.federator.spi.source.QueryScope;
import io.federator.spi.source.Source;
import io.federator.spi.source.SourceBranch;
import io.federator.spi.source.SourceDialect;
import io.federator.spi.source.SourceHealth;
import io.federator.spi.source.SourceSession;
import io.federator.spi.source.SourceSettings;
import io.federator.spi.source.TableDescription;
import io.federator.spi.source.TableName;
import io.federator.spi.source.TableStatistics;
import io.federator.spi.source.TransactionMode;
import io.federator.spi.source.TwoPhaseSupport;
import io.federator.spi.source.WireLease;
import io.federator.spi.value.RowCursor;
import java.nio.channels.SocketChannel;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.transaction.xa.XAResource;

/** A database behind a JDBC driver. */
public final class JdbcSource implements Source {
    private final SourceSettings settings;
    private final JdbcVendor vendor;
    private final SourceErrors errors;
    private final ConnectionPool pool;
    private final AtomicBoolean encrypted = new AtomicBoolean();

    public JdbcSource(SourceSettings settings, JdbcVendor vendor) {
        this.settings = settings;
        this.vendor = vendor;
        this.errors = new SourceErrors(settings, vendor);
        this.pool = new ConnectionPool(settings, vendor, errors);
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public String kind() {
        return vendor.kind();
    }

    @Override
    public SourceDialect dialect() {
        return vendor.dialect();
    }

    @Override
    public RowCursor query(LeafStatement leaf, QueryScope scope) {
        scope.check();
        Lease lease = new Lease.Pooled(pool, pool.acquire(scope));
        return run(leaf, new RunningQuery(lease, errors, vendor.drainsOnClose(), scope));
    }

    /** Starts a statement on the connection of {@code query}, which the cursor then owns. */
    RowCursor run(LeafStatement leaf, RunningQuery query) {
        try {
            PreparedStatement statement = vendor.prepare(query.connection(), leaf.sql(), leaf.fetchSize());
            for (int i = 0; i < leaf.arguments().size(); i++) {
                vendor.bind(statement, i + 1, leaf.arguments().get(i));
            }
            query.running(statement);
            ResultSet rows = statement.executeQuery();
            return new JdbcCursor(query, rows, leaf.columns(), readers(leaf, rows.getMetaData()));
        } catch (SQLException e) {
            SqlException error = query.failed(e);
            query.close(null);
            throw error;
        } catch (RuntimeException e) {
            query.close(null);
            throw e;
        }
    }

    @Override
    public SourceSession begin(TransactionMode mode, QueryScope scope) {
        scope.check();
        Connection connection = pool.acquire(scope);
        boolean begun = false;
        try {
            vendor.begin(connection, mode);
            begun = true;
            return new JdbcSession(this, vendor, errors, pool, connection);
        } catch (SQLException e) {
            throw errors.of(e);
        } finally {
            if (!begun) {
                pool.release(connection, true);
            }
        }
    }

    @Override
    public SourceBranch beginBranch(TransactionMode mode, QueryScope scope) {
        BranchCommands commands = branchCommands();
        scope.check();
        return new JdbcBranch(this, commands, mode, vendor, errors, pool, pool.acquire(scope));
    }

    @Override
    public XAResource recoveryResource() {
        return new JdbcRecovery(this, branchCommands(), errors);
    }

    @Override
    public DecisionTable decisions() {
        return new JdbcDecisions(this, branchCommands());
    }

    @Override
    public TwoPhaseSupport twoPhase() {
        return vendor.branches().isEmpty()
                ? Source.super.twoPhase()
                : onConnection(connection -> branchCommands().support(connection));
    }

    private BranchCommands branchCommands() {
        return vendor.branches()
                .orElseThrow(() -> new SqlException(
                                SqlState.FEATURE_NOT_SUPPORTED,
                                "source \"" + name() + "\" cannot take part in transactions over several sources")
                        .fromSource(name()));
    }

    @Override
    public long update(LeafStatement statement, QueryScope scope) {
        scope.check();
        Lease lease = new Lease.Pooled(pool, pool.acquire(scope));
        RunningQuery running = new RunningQuery(lease, errors, false, scope);
        try {
            Connection connection = running.connection();
            connection.setReadOnly(false);
            PreparedStatement prepared = vendor.prepare(connection, statement.sql(), 0);
            for (int i = 0; i < statement.arguments().size(); i++) {
                vendor.bind(prepared, i + 1, statement.arguments().get(i));
            }
            running.running(prepared);
            return prepared.executeLargeUpdate();
        } catch (SQLException e) {
            SqlException failed = running.failed(e);
            // A statement that was cancelled may have been the last that a lost connection did.
            throw vendor.state(e) == SqlState.CONNECTION_FAILURE ? unknown(failed) : failed;
        } finally {
            running.close(null);
        }
    }

    @Override
    public boolean hasWire() {
        return vendor.wire().isPresent() && !encrypted.get();
    }

    @Override
    public Optional<WireLease> wire(QueryScope scope) {
        Optional<JdbcVendor.WireProtocol> protocol = vendor.wire();
        if (protocol.isEmpty() || encrypted.get()) {
            return Optional.empty();
        }
        scope.check();
        Connection connection = pool.acquire(scope);
        Optional<SocketChannel> channel = Optional.empty();
        try {
            channel = protocol.get().channel(connection.unwrap(Connection.class));
            // One connection is encrypted as all others are.
            encrypted.set(channel.isEmpty());
        } catch (SQLException e) {
            throw errors.of(e);
        } finally {
            if (channel.isEmpty()) {
                pool.release(connection, false);
            }
        }
        return channel.map(open -> pool.lend(new PooledWire(pool, protocol.get(), errors, connection, open)));
    }

    private SqlException unknown(SqlException error) {
        return new SqlException(
                        SqlState.STATEMENT_COMPLETION_UNKNOWN,
                        "the connection to source \"" + name() + "\" was lost before it answered",
                        error)
                .withHint("Look whether the statement's changes are there before you try again.")
                .fromSource(name());
    }

    private ColumnReader[] readers(LeafStatement leaf, ResultSetMetaData metadata) throws SQLException {
        int count = leaf.columns().size();
        if (metadata.getColumnCount() < count) {
            throw new IllegalArgumentException(
                    "the statement returns " + metadata.getColumnCount() + " columns, wanted are " + count);
        }
        ColumnReader[] readers = new ColumnReader[count];
        for (int i = 0; i < count; i++) {
            readers[i] = vendor.reader(leaf.columns().get(i), metadata, i + 1);
        }
        return readers;
    }

    @Override
    public TableDescription describe(TableName table) {
        return onConnection(connection -> vendor.describe(connection, table));
    }

    @Override
    public TableStatistics statistics(TableName table) {
        return onConnection(connection -> vendor.statistics(connection, vendor.describe(connection, table)));
    }

    @Override
    public SourceHealth probe(Duration timeout) {
        long start = System.nanoTime();
        try {
            String version = onConnection(connection -> {
                if (!connection.isValid((int) Math.max(1, timeout.toSeconds()))) {
                    throw new SQLException("the connection does not answer", "08006");
                }
                return connection.getMetaData().getDatabaseProductVersion();
            });
            return new SourceHealth(true, Duration.ofNanos(System.nanoTime() - start), version, "");
        } catch (SqlException e) {
            return new SourceHealth(false, Duration.ofNanos(System.nanoTime() - start), "", e.text());
        }
    }

    /** As {@link #onConnection}, for commands that change something. */
    <T> T onWriter(Work<T> work) {
        return onConnection(connection -> {
            connection.setReadOnly(false);
            return work.on(connection);
        });
    }

    <T> T onConnection(Work<T> work) {
        Connection connection = pool.acquire(QueryScope.uncancellable());
        boolean broken = true;
        try {
            T result = work.on(connection);
            broken = false;
            return result;
        } catch (SQLException e) {
            throw errors.of(e);
        } catch (SqlException e) {
            broken = false;
            throw e.fromSource(name());
        } finally {
            pool.release(connection, broken);
        }
    }

    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    @Override
    public PoolUsage pool() {
        return pool.usage();
    }

    @Override
    public void close() {
        pool.close();
    }
}
