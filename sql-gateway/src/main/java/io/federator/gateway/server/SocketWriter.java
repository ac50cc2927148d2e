package io.federator.gateway.server;

import io.federator.engine.names.ClientEncoding;
import io.federator.gateway.wire.BackendEncoder;
import io.federator.gateway.wire.BackendMessage;
import io.federator.gateway.wire.TextCodec;
import io.federator.gateway.wire.WireBuffer;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What goes to the client, gathered in batches. A client that does not read makes {@link #flush} wait, and with it whoever reads
 * rows from a source to send them here. The session's thread writes; the event loop tells of sent bytes.
 */
final class SocketWriter {
    private static final int BATCH_BYTES = 48 * 1024;

    /** How much may be under way in the socket's own queue before the session waits. */
    private static final long UNDERWAY_BYTES = 256 * 1024;

    private final NetSocket socket;
    private final Context context;
    private final WireBuffer buffer = new WireBuffer(8 * 1024);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition sent = lock.newCondition();
    private TextCodec codec = TextCodec.UTF8;
    private long underway;
    private boolean impatient;
    private boolean closed;

    SocketWriter(NetSocket socket, Context context) {
        this.socket = socket;
        this.context = context;
    }

    /** Where rows are written to directly; follow by {@link #flushIfFull}. */
    WireBuffer buffer() {
        return buffer;
    }

    /** The encoding of the client's text, in both directions, from now on. */
    TextCodec follow(ClientEncoding encoding) {
        if (!encoding.name().equals(codec.name())) {
            codec = new TextCodec(encoding.name(), encoding.charset().orElse(codec.charset()));
            buffer.encodeAs(codec);
        }
        return codec;
    }

    /** The encoding of the client's text. */
    TextCodec codec() {
        return codec;
    }

    void write(BackendMessage message) {
        BackendEncoder.encode(message, buffer);
        flushIfFull();
    }

    void flushIfFull() {
        if (buffer.size() >= BATCH_BYTES) {
            flush();
        }
    }

    /**
     * Hands everything to the socket, and waits while too much is under way.
     *
     * @throws ClientGone when the connection is closed
     */
    void flush() {
        int size = buffer.size();
        if (size == 0) {
            return;
        }
        Buffer batch = Buffer.buffer(size).appendBytes(buffer.array(), 0, size);
        buffer.clear();
        begin(size);
        // On the event loop: Vert.x does not allow for a connection that closes while another thread writes.
        context.runOnContext(nothing -> socket.write(batch).onComplete(result -> finish(size)));
    }

    private void begin(int size) {
        lock.lock();
        try {
            // One batch may always go, however large.
            while (!closed && underway > 0 && underway + size > UNDERWAY_BYTES) {
                if (impatient) {
                    closed = true;
                    break;
                }
                sent.awaitUninterruptibly();
            }
            if (closed) {
                throw new ClientGone();
            }
            underway += size;
        } finally {
            lock.unlock();
        }
    }

    private void finish(int size) {
        lock.lock();
        try {
            underway -= size;
            sent.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the client has been sent everything, unless its connection is closed or the session is told to end. */
    void awaitSent() {
        lock.lock();
        try {
            while (!closed && !impatient && underway > 0) {
                sent.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The session ends: from now on a client that does not read is as good as gone. Any thread. */
    void waitNoMore() {
        lock.lock();
        try {
            impatient = true;
            sent.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether something is left that a client does not read and nobody waits for. */
    boolean isAbandoned() {
        lock.lock();
        try {
            return impatient && underway > UNDERWAY_BYTES / 2;
        } finally {
            lock.unlock();
        }
    }

    /** The connection is closed: nobody waits any more. Any thread. */
    void close() {
        lock.lock();
        try {
            closed = true;
            sent.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
