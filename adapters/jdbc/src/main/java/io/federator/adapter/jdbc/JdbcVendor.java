package io.federator.adapter.jdbc;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.LeafStatement;
import io.federator.spi.source.SourceDialect;
import io.federator.spi.source.TableDescription;
import io.federator.spi.source.TableLoad;
import io.federator.spi.source.TableName;
import io.federator.spi.source.TableStatistics;
import io.federator.spi.source.TransactionMode;
import io.federator.spi.type.SqlType;
import java.nio.channels.SocketChannel;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;

/** What {@link JdbcSource} has to know of one database product. Immutable and safe for any thread. */
public interface JdbcVendor {
    String kind();

    SourceDialect dialect();

    String driverClass();

    /** Defaults for the driver; what the URL says itself wins. */
    Map<String, String> connectionProperties();

    /** Opens a connection; every connection of a source comes from here. */
    default Connection connect(String url, Properties properties) throws SQLException {
        return DriverManager.getConnection(url, properties);
    }

    /** For a database that speaks PostgreSQL's protocol. */
    default Optional<WireProtocol> wire() {
        return Optional.empty();
    }

    /** The protocol beneath the driver, which knows nothing of what is said there. */
    interface WireProtocol {
        /** The bare connection beneath one that {@link #connect} has made; empty when it is encrypted or not ours to use. */
        Optional<SocketChannel> channel(Connection connection) throws SQLException;

        /** Stops what the connection runs, from any thread. */
        void cancel(Connection connection) throws SQLException;
    }

    /** One statement that pins a new session: time zone, output formats, SQL mode, collation. */
    String sessionSql();

    /**
     * A prepared statement set up to stream {@code fetchSize} rows a round trip, or to read everything at once if not
     * positive.
     */
    PreparedStatement prepare(Connection connection, String sql, int fetchSize) throws SQLException;

    /** Whether closing a result that was not read to its end makes the driver read the rest. */
    boolean drainsOnClose();

    /** Begins a transaction on a connection of the pool, which is in autocommit mode. */
    void begin(Connection connection, TransactionMode mode) throws SQLException;

    /** How the database takes part in transactions over several sources; empty when it cannot. */
    default Optional<BranchCommands> branches() {
        return Optional.empty();
    }

    /** Whether one connection can deliver the rows of several statements by turns while a transaction is open. */
    boolean interleaves();

    /** @param index of the placeholder, from 1 */
    void bind(PreparedStatement statement, int index, LeafStatement.Argument argument) throws SQLException;

    /**
     * As {@link io.federator.spi.source.SourceSession#load}; only where the dialect loads the columns.
     *
     * @param start told before the database is how to stop it
     */
    default OptionalLong load(Connection connection, TableLoad load, LoadStart start) throws SQLException {
        throw new IllegalStateException(kind() + " has no command for many rows");
    }

    /** Is told how what begins now can be cancelled. */
    interface LoadStart {
        void running(Cancel cancel);
    }

    /** Stops what a connection is doing, from any thread. */
    interface Cancel {
        void send() throws SQLException;
    }

    /** @param column from 1 */
    ColumnReader reader(SqlType wanted, ResultSetMetaData metadata, int column) throws SQLException;

    /** The SQLSTATE that PostgreSQL would give. */
    SqlState state(SQLException error);

    /** PostgreSQL's wording where it has the same error, else the database's own. */
    String message(SQLException error, SqlState state);

    /**
     * Adds what the database tells of the constraint.
     *
     * @param known an error of class 23
     */
    default SqlException violated(SQLException error, SqlException known) {
        return known;
    }

    TableDescription describe(Connection connection, TableName table) throws SQLException;

    TableStatistics statistics(Connection connection, TableDescription table) throws SQLException;
}
