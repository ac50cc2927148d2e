package io.federator.xa;

import io.federator.adapter.testkit.TestServer;
import io.federator.spi.source.LeafStatement;
import io.federator.spi.source.QueryScope;
import io.federator.spi.source.Source;
import io.federator.spi.source.SourceAdapter;
import io.federator.spi.source.SourceBranch;
import io.federator.spi.source.SourceSession;
import io.federator.spi.source.SourceSettings;
import io.federator.spi.source.TransactionMode;
import io.federator.spi.source.TransactionMode.Isolation;
import io.federator.spi.transaction.DistributedTransaction;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.RowCursor;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;

/** A database of its own with a table of two columns, and it as a source. Rows are put there by a function, so that a query does it. */
final class Account implements AutoCloseable {
    static final TransactionMode WRITING = new TransactionMode(Isolation.READ_COMMITTED, false, false);

    private static final String[] POSTGRES = {
        "create table account (id bigint primary key, amount bigint not null, twin bigint unique deferrable initially"
                + " deferred)",
        "create function put(k bigint, v bigint) returns bigint language sql as 'insert into account values (k, v, v)"
                + " returning id'"
    };
    private static final String[] FAMILY = {
        "create table account (id bigint primary key, amount bigint not null, twin bigint)",
        "create function put(k bigint, v bigint) returns bigint modifies sql data deterministic "
                + "begin insert into account values (k, v, v); return k; end"
    };

    private final TestServer server;
    private final String database;
    private final Source source;

    private Account(TestServer server, String database, Source source) {
        this.server = server;
        this.database = database;
        this.source = source;
    }

    static Account create(String name, TestServer server, SourceAdapter adapter) {
        String database = server.createDatabase();
        server.execute(database, adapter.kind().equals("postgresql") ? POSTGRES : FAMILY);
        return new Account(server, database, open(name, adapter, server.url(database), server.user()));
    }

    static Source open(String name, SourceAdapter adapter, String url, String user) {
        return adapter.open(new SourceSettings(
                name, url, Optional.of(user), () -> Optional.of(""), 8, Duration.ofSeconds(5), Map.of()));
    }

    Source source() {
        return source;
    }

    TestServer server() {
        return server;
    }

    String url() {
        return server.url(database);
    }

    /** Puts a row in a branch of the transaction, which the source joins if it has not. */
    SourceBranch put(DistributedTransaction transaction, long id, long amount) {
        SourceBranch branch = join(transaction);
        put(branch, id, amount);
        return branch;
    }

    SourceBranch join(DistributedTransaction transaction) {
        SourceBranch branch = source.beginBranch(WRITING, QueryScope.uncancellable());
        transaction.enlist(source, branch);
        return branch;
    }

    static void put(SourceBranch branch, long id, long amount) {
        branch.willWrite();
        query(branch, "SELECT put(" + id + ", " + amount + ")");
    }

    static long query(SourceSession session, String sql) {
        LeafStatement statement = new LeafStatement(sql, List.of(SqlType.INT8), List.of(), 10);
        try (RowCursor cursor = session.query(statement, QueryScope.uncancellable())) {
            long last = 0;
            while (cursor.next()) {
                last = cursor.getLong(0);
            }
            return last;
        }
    }

    /** Rows, asked for without Federator. */
    long count() {
        return number("select count(*) from account");
    }

    long decisions() {
        return number("select count(*) from federator_decision");
    }

    long number(String sql) {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    int prepared() {
        try {
            return source.recoveryResource().recover(XAResource.TMSTARTRSCAN).length;
        } catch (XAException e) {
            throw new IllegalStateException(e);
        }
    }

    void execute(String... statements) {
        server.execute(database, statements);
    }

    @Override
    public void close() {
        source.close();
        try {
            server.dropDatabase(database);
        } catch (IllegalStateException e) {
            System.err.println("database " + database + " is left: " + e.getMessage());
        }
    }
}
