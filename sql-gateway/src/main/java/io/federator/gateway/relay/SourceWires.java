package io.federator.gateway.relay;

import io.federator.spi.error.SqlException;
import io.federator.spi.source.QueryScope;
import io.federator.spi.source.Source;
import io.federator.spi.source.WireLease;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections to one source that one event loop has, and those who wait for one. They are taken from the source's pool when they
 * are first needed, and given back when others want them. Used on that event loop alone.
 */
final class SourceWires {
    private static final Logger LOG = LoggerFactory.getLogger(SourceWires.class);

    /** Who waits longer than that is served otherwise. */
    private static final long MOST_WAITING_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final long CHECK_MILLIS = 25;
    private static final int MOST_WAITING = 1_000;
    /** What takes a source less than that may be sent behind other such statements. */
    private static final long QUICK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** How many statements are sent one behind the other. */
    private static final int MOST_SHARED = 16;

    private static final int MOST_PACES = 1_000;
    private static final long IDLE_NANOS = TimeUnit.MINUTES.toNanos(5);
    private static final long LIFE_NANOS = TimeUnit.MINUTES.toNanos(30);

    /** After a connection was wanted back, or none was to be had, for how long none is asked for. */
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final EventLoop loop;
    private final Source source;
    private final int quota;
    private final List<SourceWire> all = new ArrayList<>();
    private final Deque<SourceWire> idle = new ArrayDeque<>();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final Set<SourceWire> unflushed = new LinkedHashSet<>();
    private final Map<SourceWire.Key, Pace> paces = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SourceWire.Key, Pace> eldest) {
            return size() > MOST_PACES;
        }
    };
    private int opening;
    private boolean checking;
    private long notBefore = System.nanoTime();

    private record Waiting(Ask ask, long since) {}

    /** @param quota how many connections it may have */
    SourceWires(EventLoop loop, Source source, int quota) {
        this.loop = loop;
        this.source = source;
        this.quota = quota;
    }

    /** Has the source asked, at once or soon; false when there is no connection to be had soon. */
    boolean ask(Ask ask) {
        boolean quick = isQuick(ask);
        SourceWire wire = quick ? shared() : null;
        wire = wire == null ? idle.pollLast() : wire;
        if (wire != null) {
            run(wire, ask, quick);
            return true;
        }
        long now = System.nanoTime();
        if (all.size() + opening < quota && now - notBefore >= 0) {
            open();
        }
        if (waiting.size() >= MOST_WAITING || allBusySince(now - MOST_WAITING_NANOS)) {
            return false;
        }
        waiting.addLast(new Waiting(ask, now));
        check();
        return true;
    }

    private void run(SourceWire wire, Ask ask, boolean quick) {
        wire.run(ask, quick);
        if (unflushed.isEmpty()) {
            // When all that has come from clients at this moment has been looked at.
            loop.execute(this::flush);
        }
        unflushed.add(wire);
        if (wire.load() > 1) {
            check();
        }
    }

    private void flush() {
        List<SourceWire> wires = List.copyOf(unflushed);
        unflushed.clear();
        wires.forEach(SourceWire::flush);
    }

    /**
     * The connection for what takes no time to speak of: one that is busy all the time costs less than many that wake up for each
     * statement, in the source as well. Null when it is taken by something else, or has enough to do.
     */
    private @Nullable SourceWire shared() {
        SourceWire wire = all.isEmpty() ? null : all.getFirst();
        if (wire == null || wire.isSpent() || wire.load() >= MOST_SHARED || !wire.isQuick()) {
            return null;
        }
        if (wire.load() > 0 && System.nanoTime() - wire.since() > QUICK_NANOS) {
            return null;
        }
        if (wire.load() == 0) {
            idle.remove(wire);
        }
        return wire;
    }

    /** Only what reads: what writes may have to wait for a lock. */
    private boolean isQuick(Ask ask) {
        Pace pace = ask.columns().isEmpty() ? null : paces.get(SourceWire.Key.of(ask));
        return pace != null && pace.isQuick();
    }

    /** How long a source needed for a statement. */
    void took(SourceWire.Key statement, long nanos) {
        paces.computeIfAbsent(statement, key -> new Pace()).add(nanos);
    }

    /** How long executions of a statement take the source, the last ones above all. */
    private static final class Pace {
        private int count;
        private double nanos;

        void add(long took) {
            count++;
            nanos = count == 1 ? took : nanos + (took - nanos) / 8;
        }

        boolean isQuick() {
            return count > 3 && nanos < QUICK_NANOS;
        }
    }

    /** Whether no connection has come free since then; also when there is none. */
    private boolean allBusySince(long nanos) {
        return all.stream().allMatch(wire -> wire.since() - nanos < 0);
    }

    /** Stops a statement, whether it waits or runs. */
    void cancel(Ask ask) {
        if (waiting.removeIf(w -> w.ask().equals(ask))) {
            ask.reply().refused(new Ask.Refusal.Busy());
            return;
        }
        all.stream().filter(wire -> wire.isBusyWith(ask)).findFirst().ifPresent(wire -> wire.cancel(ask));
    }

    /** The connection that runs a statement, or null. */
    @Nullable SourceWire running(Ask ask) {
        return all.stream().filter(wire -> wire.isBusyWith(ask)).findFirst().orElse(null);
    }

    private void open() {
        opening++;
        Thread.ofVirtual().name("relay-" + source.name()).start(() -> {
            Optional<WireLease> lease = Optional.empty();
            try {
                lease = source.wire(QueryScope.uncancellable());
            } catch (SqlException e) {
                // Statements that need the source are told by those who run them.
                LOG.debug("event=no-relay source={} message=\"{}\"", source.name(), e.getMessage());
            }
            Optional<WireLease> got = lease;
            loop.execute(() -> opened(got.orElse(null)));
        });
    }

    private void opened(@Nullable WireLease lease) {
        if (lease == null) {
            opening--;
            pause();
            return;
        }
        NioSocketChannel channel = new NioSocketChannel(null, lease.channel());
        SourceWire wire = new SourceWire(channel, lease, this);
        channel.pipeline().addLast(wire);
        var _ = loop.register(channel).addListener(registered -> {
            opening--;
            if (!registered.isSuccess()) {
                broken(registered.cause());
                Thread.startVirtualThread(lease::close);
                return;
            }
            all.add(wire);
            lease.onWanted(() -> loop.execute(() -> wanted(wire)));
            atRest(wire);
        });
    }

    private void wanted(SourceWire wire) {
        wire.spend();
        pause();
        if (idle.remove(wire)) {
            wire.close();
        }
    }

    private void pause() {
        notBefore = System.nanoTime() + PAUSE_NANOS;
    }

    /** A connection has one statement less to do. */
    void answered(SourceWire wire) {
        if (wire.load() == 0) {
            atRest(wire);
        }
    }

    private void atRest(SourceWire wire) {
        if (wire.isSpent() || System.nanoTime() - wire.born() > LIFE_NANOS) {
            wire.close();
            return;
        }
        Waiting next = waiting.pollFirst();
        if (next == null) {
            idle.addLast(wire);
        } else {
            run(wire, next.ask(), isQuick(next.ask()));
        }
    }

    void gone(SourceWire wire) {
        all.remove(wire);
        idle.remove(wire);
    }

    void broken(Throwable cause) {
        LOG.debug("event=relay-broken source={}", source.name(), cause);
    }

    private void check() {
        if (!checking) {
            checking = true;
            var _ = loop.schedule(this::checkWaiting, CHECK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void checkWaiting() {
        checking = false;
        long now = System.nanoTime();
        while (!waiting.isEmpty() && now - waiting.peekFirst().since() > MOST_WAITING_NANOS) {
            waiting.pollFirst().ask().reply().refused(new Ask.Refusal.Busy());
        }
        List<SourceWire> shared = all.stream().filter(wire -> wire.load() > 1).toList();
        shared.stream().filter(wire -> now - wire.since() > MOST_WAITING_NANOS).forEach(SourceWire::dropBehindFirst);
        if (!waiting.isEmpty() || !shared.isEmpty()) {
            check();
        }
    }

    /** Closes what has had nothing to do for long. */
    void tidy() {
        long now = System.nanoTime();
        for (Iterator<SourceWire> wires = idle.iterator(); wires.hasNext(); ) {
            SourceWire wire = wires.next();
            if (now - wire.since() > IDLE_NANOS || now - wire.born() > LIFE_NANOS) {
                wires.remove();
                wire.close();
            }
        }
    }

    void close() {
        List.copyOf(all).forEach(SourceWire::close);
    }
}
