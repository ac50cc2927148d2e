package io.federator.gateway.server;

import io.federator.engine.pipeline.RelayPlan;
import io.federator.engine.session.Relays;
import io.federator.engine.session.Relays.Relay;
import io.federator.engine.session.Session;
import io.federator.gateway.format.ParameterReader;
import io.federator.gateway.format.WireTypes;
import io.federator.gateway.relay.Ask;
import io.federator.gateway.relay.Wires;
import io.federator.gateway.wire.FrontendMessage;
import io.federator.gateway.wire.FrontendMessage.Bind;
import io.federator.gateway.wire.FrontendMessage.Parse;
import io.federator.gateway.wire.TextCodec;
import io.federator.spi.error.SqlException;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import io.netty.channel.EventLoop;
import io.vertx.core.internal.net.NetSocketInternal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A client's statements that are relayed: taken from its messages before they go to the session's thread, which waits meanwhile. What
 * cannot be relayed, or comes to nothing, goes the common way, which also finds the words for what is wrong. Runs on the event loop of
 * the client's connection.
 */
final class RelayLane {
    private final Session session;
    private final Inbox inbox;
    private final Wires wires;
    private final EventLoop loop;
    private final NetSocketInternal socket;
    private final ServerEvents events;

    /** Statements whose source has other rows than promised. */
    private final Set<RelayPlan.Statement> unfit = Collections.newSetFromMap(new IdentityHashMap<>());

    RelayLane(
            Session session, Inbox inbox, Wires wires, EventLoop loop, NetSocketInternal socket, ServerEvents events) {
        this.session = session;
        this.inbox = inbox;
        this.wires = wires;
        this.loop = loop;
        this.socket = socket;
        this.events = events;
    }

    /**
     * One statement, as the messages of one of these series have it: Query; [Parse,] Bind, [Describe,] Execute, Sync.
     *
     * @param sql of Query, else null
     * @param described whether the client wants a row description
     * @param limited whether it does not want all rows, if there are any
     */
    private record Request(
            @Nullable String sql,
            @Nullable Parse parse,
            @Nullable Bind bind,
            boolean described,
            boolean limited) {
        boolean isSimple() {
            return sql != null;
        }
    }

    /** Takes the messages if they are a statement that can be relayed, and the session's thread has nothing to do. */
    boolean take(List<Inbox.Waiting> messages) {
        if (messages.size() > 5 || !inbox.claim()) {
            return false;
        }
        boolean taken = false;
        try {
            taken = relay(messages);
        } finally {
            if (!taken) {
                inbox.release(List.of());
            }
        }
        return taken;
    }

    private boolean relay(List<Inbox.Waiting> messages) {
        Request request = request(messages);
        Relay relay = request == null ? null : find(request).orElse(null);
        if (request == null
                || relay == null
                || (request.limited() && !relay.plan().writes())) {
            return false;
        }
        RelayPlan.Statement to = choose(relay, request.bind()).orElse(null);
        if (to == null || unfit.contains(to)) {
            return false;
        }
        RelayReply reply =
                new RelayReply(this, messages, request.isSimple(), request.parse() != null, request.described());
        Ask ask = ask(relay, to, request.bind(), reply);
        if (ask == null) {
            return false;
        }
        return reply.start(relay, ask);
    }

    private static @Nullable Request request(List<Inbox.Waiting> messages) {
        StringBuilder types = new StringBuilder();
        for (Inbox.Waiting message : messages) {
            types.append(message.message() instanceof FrontendMessage.Frame frame ? frame.type() : '?');
        }
        return switch (types.toString()) {
            case "Q" ->
                read(messages, 0) instanceof FrontendMessage.Query query
                        ? new Request(query.sql(), null, null, true, false)
                        : null;
            case "BES" -> extended(messages, 0, false);
            case "BDES" -> extended(messages, 0, true);
            case "PBES" -> extended(messages, 1, false);
            case "PBDES" -> extended(messages, 1, true);
            default -> null;
        };
    }

    private static @Nullable Request extended(List<Inbox.Waiting> messages, int at, boolean described) {
        boolean wellFormed = true;
        Parse parse = null;
        if (at > 0) {
            parse = read(messages, 0) instanceof Parse p && p.statement().isEmpty() ? p : null;
            wellFormed = parse != null;
        }
        Bind bind = read(messages, at) instanceof Bind b && b.portal().isEmpty() ? b : null;
        wellFormed &= bind != null && (parse == null || bind.statement().isEmpty());
        if (described) {
            wellFormed &= read(messages, at + 1) instanceof FrontendMessage.Describe d
                    && d.target() == FrontendMessage.Target.PORTAL
                    && d.name().isEmpty();
        }
        boolean limited = false;
        if (read(messages, messages.size() - 2) instanceof FrontendMessage.Execute e
                && e.portal().isEmpty()) {
            limited = e.maxRows() > 0;
        } else {
            wellFormed = false;
        }
        wellFormed &= read(messages, messages.size() - 1) instanceof FrontendMessage.Sync;
        return wellFormed ? new Request(null, parse, bind, described, limited) : null;
    }

    private static @Nullable FrontendMessage read(List<Inbox.Waiting> messages, int at) {
        return messages.get(at).message() instanceof FrontendMessage.Frame frame ? frame.read(TextCodec.UTF8) : null;
    }

    private Optional<Relay> find(Request request) {
        Relays relays = session.relays();
        if (request.sql() != null) {
            return relays.simple(request.sql());
        }
        Parse parse = request.parse();
        if (parse == null) {
            Bind bind = request.bind();
            return bind == null ? Optional.empty() : relays.prepared(bind.statement());
        }
        List<SqlType> declared = new ArrayList<>();
        for (int oid : parse.parameterTypes()) {
            Optional<SqlType> type = WireTypes.byOid(oid);
            if (type.isEmpty()) {
                return Optional.empty();
            }
            declared.add(type.get());
        }
        return relays.parsed(parse.sql(), declared);
    }

    private Optional<RelayPlan.Statement> choose(Relay relay, @Nullable Bind bind) {
        boolean whatever = relay.plan().statements().stream()
                .allMatch(statement -> statement.pruning().isEmpty());
        if (whatever && !relay.plan().dependsOnValues()) {
            return relay.plan().choose(number -> null);
        }
        try {
            List<? extends @Nullable Object> values = relay.constants() != null || bind == null
                    ? Relays.values(relay)
                    : ParameterReader.read(
                            relay.statement().parameters(),
                            bind.parameterFormats(),
                            bind.values(),
                            bind.statement(),
                            bind.portal(),
                            TextCodec.UTF8,
                            session.inputContext());
            return relay.plan().choose(values::get);
        } catch (SqlException e) {
            // The session's own thread meets the same error, and tells the client.
            return Optional.empty();
        }
    }

    private static @Nullable Ask ask(Relay relay, RelayPlan.Statement to, @Nullable Bind bind, RelayReply reply) {
        List<byte @Nullable []> values = new ArrayList<>();
        List<Integer> formats = new ArrayList<>();
        List<String> constants = relay.constants();
        int columns = relay.plan().columns().size();
        if (bind != null
                && (bind.values().size() != relay.statement().parameters().size()
                        || (bind.parameterFormats().size() > 1
                                && bind.parameterFormats().size()
                                        != bind.values().size())
                        || (bind.resultFormats().size() > 1
                                && bind.resultFormats().size() != columns))) {
            return null;
        }
        for (RelayPlan.Parameter parameter : to.parameters()) {
            int number = parameter.number();
            byte[] value = null;
            int format = 0;
            if (constants != null) {
                value = constants.get(number).getBytes(StandardCharsets.UTF_8);
            } else if (bind != null) {
                value = bind.values().get(number);
                format = bind.parameterFormats().isEmpty()
                        ? 0
                        : bind.parameterFormats().get(bind.parameterFormats().size() == 1 ? 0 : number);
            }
            if (parameter.widened() && format == 1 && value != null) {
                value = digits(value, relay.statement().parameters().get(number).kind());
                format = 0;
                if (value == null) {
                    return null;
                }
            }
            values.add(value);
            formats.add(format);
        }
        List<Integer> resultFormats = bind == null || columns == 0 ? List.of() : bind.resultFormats();
        return new Ask(to, formats, values, resultFormats, relay.plan().columns(), reply);
    }

    /** A whole number of the binary format as text, or null for what is none of its type. */
    private static byte @Nullable [] digits(byte[] binary, TypeKind kind) {
        ByteBuffer bytes = ByteBuffer.wrap(binary);
        int length = kind == TypeKind.INT2 ? Short.BYTES : kind == TypeKind.INT4 ? Integer.BYTES : Long.BYTES;
        if (binary.length != length) {
            return null;
        }
        long number =
                kind == TypeKind.INT2 ? bytes.getShort() : kind == TypeKind.INT4 ? bytes.getInt() : bytes.getLong();
        return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    }

    Session session() {
        return session;
    }

    Wires wires() {
        return wires;
    }

    EventLoop loop() {
        return loop;
    }

    NetSocketInternal socket() {
        return socket;
    }

    ServerEvents events() {
        return events;
    }

    /** What the source gives is not what is promised; it need not be tried again. */
    void refuse(RelayPlan.Statement statement) {
        unfit.add(statement);
    }

    /** The session's thread may go on, first with these. */
    void release(List<Inbox.Waiting> messages) {
        inbox.release(messages);
    }
}
