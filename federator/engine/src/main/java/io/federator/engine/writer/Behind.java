package io.federator.engine.writer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes one batch of rows on a thread of its own while the next one is read. For one thread, which has to {@link #await} the last
 * batch whatever happens: nothing of a statement may run on when that has ended.
 */
final class Behind {
    private @Nullable FutureTask<Long> running;

    /**
     * Waits for the batch before, then starts this one.
     *
     * @param batch gives how many rows it has written
     * @return how many rows the one before has written
     * @throws io.federator.spi.error.SqlException the error of the batch before; this one is not begun
     */
    long start(LongSupplier batch) {
        long before = await();
        running = started(batch);
        return before;
    }

    /** Waits for the last batch; gives zero when there is none. */
    long await() {
        FutureTask<Long> task = running;
        running = null;
        return task == null ? 0 : result(task);
    }

    /** Runs all at the same time, waits for all, and adds up what they give; the first one's error goes before those of others. */
    static long together(List<LongSupplier> batches) {
        if (batches.size() == 1) {
            return batches.getFirst().getAsLong();
        }
        List<FutureTask<Long>> tasks = new ArrayList<>();
        batches.forEach(batch -> tasks.add(started(batch)));
        long sum = 0;
        RuntimeException failure = null;
        for (FutureTask<Long> task : tasks) {
            try {
                sum += result(task);
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
        return sum;
    }

    private static FutureTask<Long> started(LongSupplier batch) {
        FutureTask<Long> task = new FutureTask<>(batch::getAsLong);
        Thread.ofVirtual().name("load").start(task);
        return task;
    }

    private static long result(FutureTask<Long> task) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    // What runs ends by the statement's own scope.
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
