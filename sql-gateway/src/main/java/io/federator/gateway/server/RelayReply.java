package io.federator.gateway.server;

import io.federator.engine.plan.ResultColumn;
import io.federator.engine.session.Relays;
import io.federator.engine.session.Relays.Relay;
import io.federator.gateway.relay.Ask;
import io.federator.gateway.wire.BackendEncoder;
import io.federator.gateway.wire.BackendMessage;
import io.federator.gateway.wire.WireBuffer;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a client is told of one statement that is relayed. Until something has been sent, a statement that came to nothing can still go
 * the common way. Runs on the event loop of the client's connection.
 */
final class RelayReply implements Ask.Reply {
    private static final int BATCH_BYTES = 48 * 1024;

    private final RelayLane lane;
    private final List<Inbox.Waiting> messages;
    private final boolean simple;
    private final boolean parsed;
    private final boolean described;
    private @Nullable Relay relay;
    private @Nullable Ask ask;
    private Relays.@Nullable Run run;
    private @Nullable ByteBuf out;
    private boolean streaming;
    private boolean ended;
    private long rows;

    /**
     * @param messages the client's, in case they go the common way after all
     * @param simple whether they are of the simple protocol
     * @param parsed whether Parse is among them
     * @param described whether the client wants a row description
     */
    RelayReply(RelayLane lane, List<Inbox.Waiting> messages, boolean simple, boolean parsed, boolean described) {
        this.lane = lane;
        this.messages = List.copyOf(messages);
        this.simple = simple;
        this.parsed = parsed;
        this.described = described;
    }

    /** Sends the statement to its source; false when it goes the common way. */
    boolean start(Relay what, Ask asking) {
        relay = what;
        ask = asking;
        Relays.Run started = lane.session()
                .relays()
                .begin(what, asking.statement(), () -> lane.loop().execute(this::cancel));
        run = started;
        boolean asked = started.cancelled() == null && lane.wires().ask(asking, lane.loop());
        if (!asked) {
            ended = true;
            started.abandoned();
        }
        return asked;
    }

    private Relays.Run running() {
        return Objects.requireNonNull(run);
    }

    private Relay relay() {
        return Objects.requireNonNull(relay);
    }

    private Ask asked() {
        return Objects.requireNonNull(ask);
    }

    private void cancel() {
        if (!ended) {
            lane.wires().cancel(asked(), lane.loop());
        }
    }

    @Override
    public void rows(ByteBuf bytes, int count) {
        rows += count;
        if (running().cancelled() != null) {
            return;
        }
        ByteBuf batch = out();
        batch.writeBytes(bytes);
        if (batch.readableBytes() >= BATCH_BYTES) {
            streaming = true;
            flush();
            holdBack();
        }
    }

    private ByteBuf out() {
        ByteBuf batch = out;
        if (batch == null) {
            batch = PooledByteBufAllocator.DEFAULT.ioBuffer(streaming ? BATCH_BYTES : 512);
            out = batch;
            if (!streaming) {
                prelude(batch);
            }
        }
        return batch;
    }

    /** What goes before the rows. */
    private void prelude(ByteBuf batch) {
        WireBuffer first = new WireBuffer(256);
        if (parsed) {
            BackendEncoder.encode(new BackendMessage.ParseComplete(), first);
        }
        if (!simple) {
            BackendEncoder.encode(new BackendMessage.BindComplete(), first);
        }
        List<ResultColumn> columns = relay().plan().columns();
        if (described && !columns.isEmpty()) {
            BackendEncoder.encode(Results.description(columns, asked().resultFormats()), first);
        } else if (described && !simple) {
            BackendEncoder.encode(new BackendMessage.NoData(), first);
        }
        batch.writeBytes(first.array(), 0, first.size());
    }

    /** A client that does not read keeps its source waiting. */
    private void holdBack() {
        if (lane.socket().writeQueueFull()) {
            lane.wires().flow(asked(), lane.loop(), false);
            lane.socket().drainHandler(nothing -> lane.wires().flow(asked(), lane.loop(), true));
        }
    }

    private void flush() {
        ByteBuf batch = out;
        out = null;
        if (batch != null) {
            var _ = lane.socket().writeMessage(batch);
        }
    }

    @Override
    public void completed(ByteBuf tag) {
        ended = true;
        running().succeeded(relay().plan().writes() ? changed(tag) : rows);
        if (parsed) {
            lane.session().relays().unnamed(relay().statement());
        }
        out().writeBytes(tag);
        ready();
        lane.events()
                .statement(
                        Duration.ofNanos(System.nanoTime() - running().startNanos()),
                        null,
                        relay().plan().writes() ? 0 : rows);
        lane.events().relayed();
        lane.release(List.of());
    }

    /** The number at the end of a tag. */
    private static long changed(ByteBuf tag) {
        String text = tag.toString(tag.readerIndex() + 5, tag.readableBytes() - 6, StandardCharsets.US_ASCII);
        return Long.parseLong(text.substring(text.lastIndexOf(' ') + 1));
    }

    private void ready() {
        out().writeByte('Z').writeInt(5).writeByte('I');
        flush();
    }

    @Override
    public void refused(Ask.Refusal refusal) {
        ended = true;
        if (refusal instanceof Ask.Refusal.Unfit) {
            lane.refuse(asked().statement());
        }
        SqlException cancelled = running().cancelled();
        if (cancelled != null) {
            fail(cancelled);
        } else if (streaming) {
            fail(
                    refusal instanceof Ask.Refusal.Failed(String state, String message)
                            ? new SqlException(ErrorFields.state(state, SqlState.INTERNAL_ERROR), message)
                            : connectionLost());
        } else {
            goTheCommonWay();
        }
    }

    @Override
    public void lost() {
        ended = true;
        SqlException cancelled = running().cancelled();
        if (cancelled != null) {
            fail(cancelled);
        } else if (relay().plan().writes()) {
            String source = asked().statement().source().name();
            fail(new SqlException(
                            SqlState.STATEMENT_COMPLETION_UNKNOWN,
                            "the connection to source \"" + source + "\" was lost before it answered")
                    .withHint("Look whether the statement's changes are there before you try again.")
                    .fromSource(source));
        } else if (streaming) {
            fail(connectionLost());
        } else {
            goTheCommonWay();
        }
    }

    private SqlException connectionLost() {
        String source = asked().statement().source().name();
        return new SqlException(SqlState.CONNECTION_FAILURE, "the connection to source \"" + source + "\" was lost")
                .fromSource(source);
    }

    private void goTheCommonWay() {
        discard();
        running().abandoned();
        lane.release(messages);
    }

    private void discard() {
        ByteBuf batch = out;
        out = null;
        if (batch != null) {
            batch.release();
        }
    }

    private void fail(SqlException error) {
        lane.events().statement(Duration.ofNanos(System.nanoTime() - running().startNanos()), error.state(), 0);
        running().failed();
        // A session that is to end says why itself.
        if (lane.session().termination().isEmpty()) {
            WireBuffer last = new WireBuffer(256);
            BackendEncoder.encode(new BackendMessage.ErrorResponse(ErrorFields.error(error, false)), last);
            out().writeBytes(last.array(), 0, last.size());
            ready();
        } else {
            discard();
        }
        lane.release(List.of());
    }
}
