package io.federator.gateway.relay;

import io.federator.engine.pipeline.RelayPlan;
import io.federator.engine.plan.ResultColumn;
import io.federator.spi.source.WireLease;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a source, on an event loop and used there alone. Statements that others do not have to wait for can be sent one
 * behind the other, each a transaction of its own; they stay prepared.
 *
 * <p>Messages: <a href="https://www.postgresql.org/docs/18/protocol-message-formats.html">PostgreSQL's protocol</a>.
 */
final class SourceWire extends ByteToMessageDecoder {
    private static final int MOST_PREPARED = 256;
    private static final int HEADER = 5;
    private static final long SECONDS_TO_OBEY = 2;

    private final NioSocketChannel channel;
    private final WireLease lease;
    private final SourceWires wires;
    private final long born = System.nanoTime();
    private final Map<Key, String> prepared = new LinkedHashMap<>(16, 0.75f, true);
    private int made;
    /** Names of statements that are of no use any more. */
    private final List<String> stale = new ArrayList<>();

    /** What was sent and not answered, the one that is answered now first. */
    private final Deque<Sent> sent = new ArrayDeque<>();

    /** When the source began with the first of them, or was done with the last. */
    private long since = System.nanoTime();

    private boolean spent;

    /** What is known of one statement's answer so far. */
    private static final class Sent {
        private final Ask ask;
        private final Key key;
        private final boolean quick;
        private boolean unfit;
        private boolean dropped;
        private Ask.@Nullable Refusal failure;
        private @Nullable ByteBuf tag;

        Sent(Ask ask, Key key, boolean quick) {
            this.ask = ask;
            this.key = key;
            this.quick = quick;
        }
    }

    /** A statement of a source. */
    record Key(String sql, List<SqlType> types) {
        static Key of(Ask ask) {
            List<SqlType> types = ask.statement().parameters().stream()
                    .map(RelayPlan.Parameter::type)
                    .toList();
            return new Key(ask.statement().sql(), types);
        }
    }

    SourceWire(NioSocketChannel channel, WireLease lease, SourceWires wires) {
        this.channel = channel;
        this.lease = lease;
        this.wires = wires;
    }

    /** Whether it is to be closed rather than used again. */
    boolean isSpent() {
        return spent;
    }

    void spend() {
        spent = true;
    }

    /** When it was opened, as {@link System#nanoTime}. */
    long born() {
        return born;
    }

    /** Since when it is busy with the first of what it does, or at rest; as {@link System#nanoTime}. */
    long since() {
        return since;
    }

    boolean isBusyWith(Ask ask) {
        return sent.stream().anyMatch(one -> one.ask.equals(ask));
    }

    /** How many statements are under way. */
    int load() {
        return sent.size();
    }

    /** Whether all that is under way takes the source no time to speak of. */
    boolean isQuick() {
        return sent.stream().allMatch(one -> one.quick);
    }

    /**
     * Sends a statement with the next flush; the reply is told of the answer.
     *
     * @param quick whether others may wait behind it
     */
    void run(Ask ask, boolean quick) {
        Key key = Key.of(ask);
        if (sent.isEmpty()) {
            since = System.nanoTime();
            lease.working(true);
        }
        sent.addLast(new Sent(ask, key, quick));
        ByteBuf out = channel.alloc().ioBuffer(256);
        stale.forEach(old -> WireMessages.closeStatement(old, out));
        stale.clear();
        String name = prepared.get(key);
        if (name == null) {
            name = "relay" + ++made;
            makeRoom(out);
            prepared.put(key, name);
            WireMessages.parse(name, key.sql(), key.types(), out);
            WireMessages.describeStatement(name, out);
        }
        WireMessages.bind(name, ask, out);
        WireMessages.execute(out);
        WireMessages.sync(out);
        ChannelFuture _ = channel.write(out);
    }

    void flush() {
        channel.flush();
    }

    private void makeRoom(ByteBuf out) {
        if (prepared.size() >= MOST_PREPARED) {
            var eldest = prepared.entrySet().iterator();
            WireMessages.closeStatement(eldest.next().getValue(), out);
            eldest.remove();
        }
    }

    /**
     * Stops a statement; if the source is at it, the connection is not used again, as what stops it may come late. It may hit a
     * statement behind it, which then goes the common way.
     */
    void cancel(Ask ask) {
        Sent first = sent.peekFirst();
        if (first == null || !first.ask.equals(ask)) {
            drop(one -> one.ask.equals(ask));
            return;
        }
        spent = true;
        // Not a virtual thread: those may all be busy computing.
        Thread.ofPlatform().daemon().name("cancel").start(lease::cancel);
        var _ = channel.eventLoop()
                .schedule(
                        () -> {
                            if (sent.contains(first)) {
                                close();
                            }
                        },
                        SECONDS_TO_OBEY,
                        TimeUnit.SECONDS);
        resume();
    }

    /** Gives up what waits behind the first statement, which takes long. All of it only reads. */
    void dropBehindFirst() {
        Sent first = sent.peekFirst();
        drop(one -> !one.equals(first));
    }

    private void drop(Predicate<Sent> which) {
        List<Sent> dropped =
                sent.stream().filter(which).filter(one -> !one.dropped).toList();
        for (Sent one : dropped) {
            one.dropped = true;
            one.ask.reply().refused(new Ask.Refusal.Busy());
        }
    }

    /** Reads no more for now: the client is slower than the source. */
    void pause() {
        channel.config().setAutoRead(false);
    }

    void resume() {
        channel.config().setAutoRead(true);
    }

    void close() {
        spent = true;
        ChannelFuture _ = channel.close();
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        int rows = 0;
        int first = in.readerIndex();
        while (in.readableBytes() >= HEADER) {
            int start = in.readerIndex();
            int length = 1 + in.getInt(start + 1);
            if (in.readableBytes() < length) {
                break;
            }
            byte type = in.getByte(start);
            if (type == 'D') {
                rows++;
                in.skipBytes(length);
                continue;
            }
            rows(in, first, start, rows);
            rows = 0;
            message(type, in.readSlice(length));
            first = in.readerIndex();
        }
        rows(in, first, in.readerIndex(), rows);
    }

    private void rows(ByteBuf in, int from, int to, int count) {
        Sent now = sent.peekFirst();
        if (count > 0 && now != null && !now.unfit && !now.dropped) {
            now.ask.reply().rows(in.slice(from, to - from), count);
        }
    }

    private void message(byte type, ByteBuf message) {
        Sent now = sent.peekFirst();
        if (now == null) {
            return;
        }
        switch (type) {
            case 'T' -> now.unfit = !fits(message, now.ask.columns());
            // The reply is told when the transaction has ended, not before.
            case 'C' -> now.tag = message.retainedSlice();
            case 'E' -> now.failure = now.failure == null ? WireMessages.failure(message) : now.failure;
            case 'Z' -> ready(now, message.getByte(HEADER));
            // Of what comes unasked, nothing is for the client.
            default -> {}
        }
    }

    private static boolean fits(ByteBuf description, List<ResultColumn> wanted) {
        int at = HEADER;
        int count = description.getShort(at);
        at += 2;
        boolean fits = count == wanted.size();
        for (int i = 0; i < count && fits; i++) {
            at = description.indexOf(at, description.writerIndex(), (byte) 0) + 1;
            int oid = description.getInt(at + 6);
            int typmod = description.getInt(at + 12);
            SqlType type = wanted.get(i).type();
            fits = oid == type.oid() && (type.kind() != TypeKind.BPCHAR || typmod == type.typmod());
            at += 18;
        }
        return fits;
    }

    private void ready(Sent done, byte status) {
        sent.removeFirst();
        long now = System.nanoTime();
        wires.took(done.key, now - since);
        since = now;
        spent |= status != 'I';
        if (sent.isEmpty()) {
            lease.working(false);
        }
        if (done.failure != null || done.unfit || done.tag == null) {
            // What has failed is prepared anew: its tables may be others now.
            String name = prepared.remove(done.key);
            if (name != null) {
                stale.add(name);
            }
        }
        wires.answered(this);
        try {
            answer(done);
        } finally {
            release(done.tag);
        }
    }

    private static void answer(Sent done) {
        ByteBuf tag = done.tag;
        Ask.Refusal failure = done.failure;
        if (done.dropped) {
            return;
        }
        if (failure != null) {
            done.ask.reply().refused(failure);
        } else if (done.unfit || tag == null) {
            done.ask.reply().refused(new Ask.Refusal.Unfit());
        } else {
            done.ask.reply().completed(tag);
        }
    }

    private static void release(@Nullable ByteBuf bytes) {
        if (bytes != null) {
            bytes.release();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        super.channelInactive(context);
        spent = true;
        List<Sent> lost = List.copyOf(sent);
        sent.clear();
        wires.gone(this);
        Thread.startVirtualThread(lease::close);
        for (Sent one : lost) {
            release(one.tag);
            if (!one.dropped) {
                one.ask.reply().lost();
            }
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        wires.broken(cause);
        close();
    }
}
