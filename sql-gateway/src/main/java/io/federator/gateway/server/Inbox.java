package io.federator.gateway.server;

import io.federator.gateway.wire.FrontendMessage;
import io.federator.gateway.wire.ProtocolViolation;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one client that wait for its session's thread. The event loop puts and never waits: when the inbox is full it
 * stops reading from the socket until {@link Gate#open} is called.
 */
final class Inbox {
    private static final int FULL_MESSAGES = 256;
    private static final long FULL_BYTES = 1024 * 1024;

    /** What taking from the inbox gives. */
    sealed interface Next {
        record Message(FrontendMessage message) implements Next {}

        /** What came next was no message; nothing more will come. */
        record Broken(ProtocolViolation violation) implements Next {}

        /** The client is gone. */
        record Closed() implements Next {}

        /** The server stops, and nothing is left to do. */
        record Shutdown() implements Next {}

        /** Nothing came in time. */
        record Timeout() implements Next {}

        /** {@link #wake} was called. */
        record Woken() implements Next {}
    }

    /** Lets the socket be read again; called on the session's thread. */
    interface Gate {
        void open();
    }

    /** A message and how long it was on the wire. */
    record Waiting(FrontendMessage message, int bytes) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private final Gate gate;
    private long bytes;
    private boolean full;
    private boolean resting;
    private boolean claimed;
    private boolean closed;
    private boolean shutdown;
    private boolean woken;
    private boolean lost;
    private @Nullable ProtocolViolation violation;

    Inbox(Gate gate) {
        this.gate = gate;
    }

    /** Puts messages that came together, which are seen together; false when the socket must not be read for now. */
    boolean put(List<Waiting> messages) {
        lock.lock();
        try {
            queue.addAll(messages);
            messages.forEach(message -> bytes += message.bytes());
            // Only take may say that there is room again, as it then lets the socket be read.
            full |= queue.size() >= FULL_MESSAGES || bytes >= FULL_BYTES;
            if (!claimed) {
                arrived.signal();
            }
            return !full;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Keeps the session's thread waiting, so that something else can act in the session's place; false when the thread has something
     * to do. It ends with {@link #release}.
     */
    boolean claim() {
        lock.lock();
        try {
            claimed = resting && queue.isEmpty() && !closed && !shutdown && !woken && violation == null;
            return claimed;
        } finally {
            lock.unlock();
        }
    }

    /** Lets the session's thread go on, with these messages before all others. */
    void release(List<Waiting> first) {
        lock.lock();
        try {
            for (Waiting message : first.reversed()) {
                queue.addFirst(message);
                bytes += message.bytes();
            }
            claimed = false;
            if (!queue.isEmpty() || closed || shutdown || woken || violation != null) {
                arrived.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The bytes that came next are no message; handed out after those before it. */
    void breakOff(ProtocolViolation why) {
        lock.lock();
        try {
            violation = why;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The client is gone: what waits is dropped. */
    void close() {
        lock.lock();
        try {
            closed = true;
            queue.clear();
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The server stops: what waits is still handed out. */
    void shutdown() {
        lock.lock();
        try {
            shutdown = true;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lets the session look whether there is something for it that the client did not send. Any thread. */
    void wake() {
        lock.lock();
        try {
            woken = true;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether a Sync has come that is to be handed out next. */
    boolean endsNext() {
        lock.lock();
        try {
            Waiting next = queue.peek();
            return next != null
                    && (next.message() instanceof FrontendMessage.Sync
                            || (next.message() instanceof FrontendMessage.Frame frame && frame.type() == 'S'));
        } finally {
            lock.unlock();
        }
    }

    /** What comes next cannot be told to be a message; for the session's thread, as {@link #isLost}. */
    void lose() {
        lost = true;
    }

    boolean isLost() {
        return lost;
    }

    boolean isShutdown() {
        lock.lock();
        try {
            return shutdown;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The next message; blocks until there is one.
     *
     * @param limit zero for no limit
     * @param idle whether the client has been answered all that it asked
     */
    Next take(Duration limit, boolean idle) throws InterruptedException {
        boolean reopen = false;
        lock.lock();
        try {
            long nanos = limit.toNanos();
            resting = idle && limit.isZero();
            while (claimed || (queue.isEmpty() && !closed && !shutdown && violation == null)) {
                if (woken && !claimed) {
                    woken = false;
                    return new Next.Woken();
                }
                if (limit.isZero()) {
                    arrived.await();
                } else if (nanos <= 0) {
                    return new Next.Timeout();
                } else {
                    nanos = arrived.awaitNanos(nanos);
                }
            }
            if (closed) {
                return new Next.Closed();
            }
            Waiting next = queue.poll();
            if (next == null) {
                return violation == null ? new Next.Shutdown() : new Next.Broken(violation);
            }
            bytes -= next.bytes();
            if (full && queue.size() <= FULL_MESSAGES / 2 && bytes <= FULL_BYTES / 2) {
                full = false;
                reopen = true;
            }
            return new Next.Message(next.message());
        } finally {
            resting = false;
            lock.unlock();
            if (reopen) {
                gate.open();
            }
        }
    }
}
