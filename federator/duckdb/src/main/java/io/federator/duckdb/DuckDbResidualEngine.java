package io.federator.duckdb;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.residual.ResidualEngine;
import io.federator.spi.residual.ResidualStatement;
import io.federator.spi.source.QueryScope;
import io.federator.spi.source.SourceDialect;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.RowCursor;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.RootAllocator;
import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * DuckDB in the process. One in-memory instance holds the memory limit and the worker threads for all statements; each
 * statement has a connection and a platform thread of its own. The result is streamed: a slow reader holds the statement up.
 *
 * <p>Inputs are read on DuckDB's threads, but opened and closed on the thread that reads the result, while it waits for rows: a
 * source can therefore belong to that thread's transaction.
 */
public final class DuckDbResidualEngine implements ResidualEngine {
    private static final Logger LOG = LoggerFactory.getLogger(DuckDbResidualEngine.class);

    /** What batches on their way in may take even when DuckDB's own limit is tiny. */
    private static final long MIN_INPUT_BYTES = 256L * 1024 * 1024;

    private final DuckDBConnection database;
    private final RootAllocator allocator;
    private final SourceDialect dialect = new DuckDbDialect();
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("duckdb-", 0).factory());

    private DuckDbResidualEngine(DuckDBConnection database, RootAllocator allocator) {
        this.database = database;
        this.allocator = allocator;
    }

    /**
     * Starts DuckDB.
     *
     * @throws SqlException F0000 when DuckDB does not take the settings, XX000 when it cannot be loaded
     */
    public static DuckDbResidualEngine open(DuckDbSettings settings) {
        Properties properties = new Properties();
        properties.setProperty("jdbc_stream_results", "true");
        DuckDBConnection database;
        try {
            database = DriverManager.getConnection("jdbc:duckdb:", properties).unwrap(DuckDBConnection.class);
        } catch (SQLException e) {
            throw new SqlException(SqlState.INTERNAL_ERROR, "DuckDB cannot be started: " + e.getMessage(), e);
        }
        try (Statement statement = database.createStatement()) {
            for (String setting : settings(settings)) {
                statement.execute(setting);
            }
            for (String definition : Macros.DEFINITIONS) {
                statement.execute(definition);
            }
            statement.execute("SET lock_configuration = true");
        } catch (SQLException e) {
            closeQuietly(database);
            throw new SqlException(SqlState.CONFIG_FILE_ERROR, "DuckDB refuses its settings: " + e.getMessage(), e);
        }
        return new DuckDbResidualEngine(
                database, new RootAllocator(Math.max(MIN_INPUT_BYTES, settings.memoryLimitBytes())));
    }

    private static List<String> settings(DuckDbSettings settings) {
        return List.of(
                "SET threads = " + settings.threads(),
                "SET memory_limit = '" + settings.memoryLimitBytes() + "B'",
                "SET temp_directory = '" + settings.spillDirectory().toString().replace("'", "''") + "'",
                // Without it a streamed result loses its ORDER BY as soon as there are two threads (DuckDB 2.0.0).
                "SET preserve_insertion_order = true",
                // It loses filters that name no column, as WHERE ?, under two outer joins (DuckDB 2.0.0).
                "SET GLOBAL disabled_optimizers = 'filter_pullup'",
                "SET TimeZone = 'UTC'",
                "SET autoinstall_known_extensions = false",
                "SET autoload_known_extensions = false",
                "SET enable_external_access = false");
    }

    @Override
    public SourceDialect dialect() {
        return dialect;
    }

    @Override
    public boolean carries(SqlType type) {
        return DuckDbTypes.carries(type);
    }

    @Override
    public RowCursor execute(ResidualStatement statement, QueryScope scope) {
        scope.check();
        Exchange exchange = new Exchange();
        DuckDbStatement running = new DuckDbStatement(database, allocator, threads, statement, exchange);
        try {
            threads.execute(running);
        } catch (RejectedExecutionException closed) {
            throw new SqlException(SqlState.ADMIN_SHUTDOWN, "the residual engine is shut down", closed);
        }
        return new ResultCursor(running, exchange, scope, statement.columns());
    }

    /** Bytes that inputs hold at this moment; 0 when nothing runs. */
    public long inputBytes() {
        return allocator.getAllocatedMemory();
    }

    /** Waits a while for running statements, whose readers close them. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("the residual engine is closed while statements run");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closeQuietly(database);
        try {
            allocator.close();
        } catch (IllegalStateException leak) {
            LOG.error("the residual engine did not release its buffers", leak);
        }
    }

    private static void closeQuietly(DuckDBConnection database) {
        try {
            database.close();
        } catch (SQLException e) {
            LOG.warn("closing DuckDB failed", e);
        }
    }
}
