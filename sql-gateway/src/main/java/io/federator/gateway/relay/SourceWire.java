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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a source, on an event loop and used there alone. One statement at a time; statements stay prepared.
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
    private @Nullable Ask asked;
    private long since;
    /** Names of statements that are of no use any more. */
    private final List<String> stale = new ArrayList<>();

    private boolean unfit;
    private Ask.@Nullable Refusal failure;
    private @Nullable ByteBuf tag;
    private boolean spent;

    private record Key(String sql, List<SqlType> types) {
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

    /** Since when it is busy with what it does, or at rest. */
    long since() {
        return since;
    }

    boolean isBusyWith(Ask ask) {
        return ask.equals(asked);
    }

    /** Sends a statement; the reply is told of the answer. */
    void run(Ask ask) {
        asked = ask;
        lease.working(true);
        since = System.nanoTime();
        unfit = false;
        failure = null;
        Key key = Key.of(ask);
        ByteBuf out = channel.alloc().ioBuffer(256);
        String name = prepared.get(key);
        stale.forEach(old -> WireMessages.closeStatement(old, out));
        stale.clear();
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
        ChannelFuture _ = channel.writeAndFlush(out);
    }

    private void makeRoom(ByteBuf out) {
        if (prepared.size() >= MOST_PREPARED) {
            var eldest = prepared.entrySet().iterator();
            WireMessages.closeStatement(eldest.next().getValue(), out);
            eldest.remove();
        }
    }

    /** Stops what it does; it is not used again, as what stops it may come late. */
    void cancel() {
        Ask stopped = asked;
        spent = true;
        // Not a virtual thread: those may all be busy computing.
        Thread.ofPlatform().daemon().name("cancel").start(lease::cancel);
        var _ = channel.eventLoop()
                .schedule(
                        () -> {
                            if (stopped != null && stopped.equals(asked)) {
                                close();
                            }
                        },
                        SECONDS_TO_OBEY,
                        TimeUnit.SECONDS);
        resume();
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
        Ask ask = asked;
        if (count > 0 && ask != null && !unfit) {
            ask.reply().rows(in.slice(from, to - from), count);
        }
    }

    private void message(byte type, ByteBuf message) {
        switch (type) {
            case 'T' -> checkColumns(message);
            case 'C' -> completed(message);
            case 'E' -> failure = failure == null ? WireMessages.failure(message) : failure;
            case 'Z' -> ready(message.getByte(HEADER));
            // Of what comes unasked, nothing is for the client.
            default -> {}
        }
    }

    /** The reply is told when the transaction has ended, not before. */
    private void completed(ByteBuf message) {
        tag = message.retainedSlice();
    }

    private void checkColumns(ByteBuf description) {
        Ask ask = asked;
        if (ask == null) {
            return;
        }
        List<ResultColumn> wanted = ask.columns();
        int at = HEADER;
        int count = description.getShort(at);
        at += 2;
        unfit = count != wanted.size();
        for (int i = 0; i < count && !unfit; i++) {
            at = description.indexOf(at, description.writerIndex(), (byte) 0) + 1;
            int oid = description.getInt(at + 6);
            int typmod = description.getInt(at + 12);
            SqlType type = wanted.get(i).type();
            unfit = oid != type.oid() || (type.kind() == TypeKind.BPCHAR && typmod != type.typmod());
            at += 18;
        }
    }

    private void ready(byte status) {
        Ask ask = asked;
        ByteBuf done = tag;
        asked = null;
        tag = null;
        since = System.nanoTime();
        spent |= status != 'I';
        lease.working(false);
        if (ask == null) {
            release(done);
            return;
        }
        if (failure != null || unfit || done == null) {
            // What has failed is prepared anew: its tables may be others now.
            String name = prepared.remove(Key.of(ask));
            if (name != null) {
                stale.add(name);
            }
        }
        wires.atRest(this);
        try {
            if (unfit) {
                ask.reply().refused(new Ask.Refusal.Unfit());
            } else if (failure != null || done == null) {
                ask.reply().refused(failure == null ? new Ask.Refusal.Unfit() : failure);
            } else {
                ask.reply().completed(done);
            }
        } finally {
            release(done);
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
        Ask ask = asked;
        asked = null;
        spent = true;
        release(tag);
        tag = null;
        wires.gone(this);
        Thread.startVirtualThread(lease::close);
        if (ask != null) {
            ask.reply().lost();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        wires.broken(cause);
        close();
    }
}
