package io.federator.gateway.relay;

import io.federator.spi.source.Source;
import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The connections to sources that the event loops have, each its own. Any thread may close them; the rest is for the event loops. */
public final class Wires implements AutoCloseable {
    /** A source with a smaller pool than that has no connection to spare. */
    private static final int LEAST_POOL = 4;

    private static final long TIDY_SECONDS = 60;

    private final int loops;
    private final Map<EventLoop, OfLoop> byLoop = new ConcurrentHashMap<>();

    /** @param loops how many event loops there are */
    public Wires(int loops) {
        this.loops = loops;
    }

    private final class OfLoop {
        private final EventLoop loop;
        private final Map<String, SourceWires> bySource = new HashMap<>();

        OfLoop(EventLoop loop) {
            this.loop = loop;
            var _ = loop.scheduleWithFixedDelay(
                    () -> bySource.values().forEach(SourceWires::tidy), TIDY_SECONDS, TIDY_SECONDS, TimeUnit.SECONDS);
        }

        SourceWires of(Source source) {
            return bySource.computeIfAbsent(
                    source.name(),
                    name -> new SourceWires(loop, source, quota(source.pool().max(), loops)));
        }
    }

    /** An event loop's share of three quarters of the pool. */
    static int quota(int pool, int loops) {
        int all = pool < LEAST_POOL ? 0 : pool * 3 / 4;
        return all / loops;
    }

    /**
     * Has a source asked; the reply is told of the answer. Called on the loop.
     *
     * @return false when no connection is to be had soon
     */
    public boolean ask(Ask ask, EventLoop loop) {
        return of(ask, loop).ask(ask);
    }

    /** Stops a statement; the reply is told. Called on the loop. */
    public void cancel(Ask ask, EventLoop loop) {
        of(ask, loop).cancel(ask);
    }

    /** Lets the source's rows wait, or come again. Called on the loop. */
    public void flow(Ask ask, EventLoop loop, boolean on) {
        SourceWire wire = of(ask, loop).running(ask);
        if (wire != null && on) {
            wire.resume();
        } else if (wire != null) {
            wire.pause();
        }
    }

    private SourceWires of(Ask ask, EventLoop loop) {
        return byLoop.computeIfAbsent(loop, OfLoop::new).of(ask.statement().source());
    }

    /** Closes all connections, also those in use. */
    @Override
    public void close() {
        byLoop.values().forEach(of -> of.loop.execute(() -> of.bySource.values().forEach(SourceWires::close)));
    }
}
