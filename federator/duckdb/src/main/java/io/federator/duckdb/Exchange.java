package io.federator.duckdb;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What passes from a running statement to the reader of its result: rows, at most {@value #MAX_BATCHES} batches ahead, and what
 * has to be done on the reader's thread.
 */
final class Exchange {
    private static final int MAX_BATCHES = 4;

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(MAX_BATCHES);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean stopped;

    sealed interface Event {}

    record Rows(ResultBatch batch) implements Event {}

    /** An input is wanted. */
    record Open(InputSlot slot) implements Event {}

    /** An input has been read to its end. */
    record Drained(InputSlot slot) implements Event {}

    /** Nothing follows, and nothing native is left. */
    record Finished(@Nullable Throwable error) implements Event {}

    /** Waits while the reader is too far behind; false when nobody reads any more. */
    boolean offer(ResultBatch batch) {
        room.acquireUninterruptibly();
        return !stopped && events.add(new Rows(batch));
    }

    void put(Event event) {
        events.add(event);
    }

    /** Called by the reader: waits for what comes next. */
    Event take() throws InterruptedException {
        return events.take();
    }

    /** Called by the reader when it is through with a batch. */
    void consumed() {
        room.release();
    }

    /** The result is no longer wanted; whoever waits for room goes on. */
    void stop() {
        stopped = true;
        room.release(MAX_BATCHES);
    }

    boolean stopped() {
        return stopped;
    }

    /** Keeps the first failure of an input, unchanged. */
    void fail(Throwable inputFailure) {
        failure.compareAndSet(null, inputFailure);
    }

    @Nullable Throwable inputFailure() {
        return failure.get();
    }
}
