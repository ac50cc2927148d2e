package io.federator.duckdb;

import io.federator.spi.residual.ResidualStatement;
import io.federator.spi.residual.ResidualStatement.Input;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running statement. {@link #run} takes a platform thread of its own from start to end: a call into DuckDB lasts as long as
 * the query does, and would pin a virtual thread to its carrier, of which there are as few as processors. The reader of the
 * result may be a virtual thread, as it only ever waits on a queue.
 *
 * <p>DuckDB's driver cancels a statement only while it executes, not while rows are fetched, when a streamed result does most of
 * its work. Closing the connection interrupts both, so that is how a statement is cancelled; {@link #reading} keeps that from
 * happening while values are read out of native memory.
 */
final class DuckDbStatement implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(DuckDbStatement.class);

    private final DuckDBConnection database;
    private final BufferAllocator rootAllocator;
    private final Executor threads;
    private final ResidualStatement statement;
    private final Exchange exchange;
    private final List<InputSlot> slots = new ArrayList<>();
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable DuckDBConnection connection;

    DuckDbStatement(
            DuckDBConnection database,
            BufferAllocator rootAllocator,
            Executor threads,
            ResidualStatement statement,
            Exchange exchange) {
        this.database = database;
        this.rootAllocator = rootAllocator;
        this.threads = threads;
        this.statement = statement;
        this.exchange = exchange;
        for (Input input : statement.inputs()) {
            slots.add(new InputSlot(input.rows(), exchange));
        }
    }

    @Override
    public void run() {
        Throwable error = null;
        try {
            execute();
        } catch (Throwable failure) {
            error = failure;
        }
        exchange.put(new Exchange.Finished(error));
    }

    /** Makes the statement end soon, from any thread, without waiting for it. */
    void cancel() {
        exchange.stop();
        DuckDBConnection running = connection;
        if (running != null) {
            try {
                threads.execute(() -> close(running));
            } catch (RejectedExecutionException closed) {
                close(running);
            }
        }
    }

    /** Called on the reader's thread when the statement has ended. */
    void closeInputs() {
        slots.forEach(InputSlot::close);
    }

    private void execute() throws SQLException {
        List<ArrowArrayStream> streams = new ArrayList<>();
        BufferAllocator allocator = rootAllocator.newChildAllocator("statement", 0, Long.MAX_VALUE);
        try {
            DuckDBConnection running = database.duplicate();
            connection = running;
            try {
                register(running, allocator, streams);
                query(running);
            } finally {
                close(running);
            }
        } finally {
            for (ArrowArrayStream stream : streams) {
                stream.release();
                stream.close();
            }
            closeAllocator(allocator);
        }
    }

    private void register(DuckDBConnection running, BufferAllocator allocator, List<ArrowArrayStream> streams) {
        for (int i = 0; i < statement.inputs().size(); i++) {
            Input input = statement.inputs().get(i);
            ArrowArrayStream stream = ArrowArrayStream.allocateNew(allocator);
            streams.add(stream);
            Data.exportArrayStream(allocator, new InputReader(allocator, input, slots.get(i)), stream);
            running.registerArrowStream(input.name(), stream);
        }
    }

    private void query(DuckDBConnection running) throws SQLException {
        ResultDecoder decoder = new ResultDecoder(statement.columns());
        DuckDBPreparedStatement prepared =
                running.prepareStatement(statement.sql()).unwrap(DuckDBPreparedStatement.class);
        for (int i = 0; i < statement.arguments().size(); i++) {
            prepared.setObject(
                    i + 1, DuckDbLiterals.parameterValue(statement.arguments().get(i)));
        }
        if (exchange.stopped()) {
            return;
        }
        DuckDBChunkedResult result = prepared.query();
        while (result.nextChunk()) {
            ResultBatch batch = decode(decoder, result);
            if (batch == null || (batch.rows() > 0 && !exchange.offer(batch))) {
                return;
            }
        }
    }

    private @Nullable ResultBatch decode(ResultDecoder decoder, DuckDBChunkedResult result) {
        reading.lock();
        try {
            return exchange.stopped() ? null : decoder.decode(result.chunk());
        } finally {
            reading.unlock();
        }
    }

    /** Interrupts whatever runs on the connection, waits for it and closes it. */
    private void close(DuckDBConnection running) {
        reading.lock();
        try {
            running.close();
        } catch (SQLException failure) {
            LOG.warn("closing a connection of the residual engine failed", failure);
        } finally {
            reading.unlock();
        }
    }

    private static void closeAllocator(BufferAllocator allocator) {
        try {
            allocator.close();
        } catch (IllegalStateException leak) {
            LOG.error("the residual engine did not release its buffers", leak);
        }
    }
}
