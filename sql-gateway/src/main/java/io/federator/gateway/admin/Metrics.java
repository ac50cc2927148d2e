package io.federator.gateway.admin;

import io.federator.gateway.server.ServerEvents;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.PoolUsage;
import io.federator.spi.source.Source;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the server counts: sessions, statements by the class of their SQLSTATE (00 for success), their duration, rows sent, the
 * sources' pools, and the JVM. Any thread.
 */
public final class Metrics implements ServerEvents, AutoCloseable {
    private static final int CLASS_LENGTH = 2;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AtomicInteger open = new AtomicInteger();
    private final Counter sessions;
    private final Counter rows;
    private final Counter succeeded;
    private final Counter relayed;
    private final Timer durations;

    public Metrics(Collection<Source> sources) {
        Gauge.builder("federator.sessions.open", open, AtomicInteger::get)
                .description("Clients that are connected now")
                .register(registry);
        sessions = Counter.builder("federator.sessions")
                .description("Sessions since the start")
                .register(registry);
        rows = Counter.builder("federator.rows.sent")
                .description("Rows sent to clients")
                .register(registry);
        succeeded = statements("00");
        relayed = Counter.builder("federator.statements.relayed")
                .description("Statements that one source has answered word for word")
                .register(registry);
        durations = Timer.builder("federator.statement.duration")
                .description("From the arrival of a statement to its last row")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofMinutes(5))
                .register(registry);
        sources.forEach(this::watch);
        new ClassLoaderMetrics().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    private void watch(Source source) {
        pool(source, "active", PoolUsage::active);
        pool(source, "idle", PoolUsage::idle);
        pool(source, "waiting", PoolUsage::waiting);
        pool(source, "max", PoolUsage::max);
    }

    private void pool(Source source, String state, ToIntFunction<PoolUsage> count) {
        Gauge.builder("federator.pool.connections", source, s -> count.applyAsInt(s.pool()))
                .description("Connections of a source's pool; waiting are statements without one")
                .tag("source", source.name())
                .tag("state", state)
                .register(registry);
    }

    /** All of it in Prometheus' text format. */
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void sessionOpened() {
        open.incrementAndGet();
        sessions.increment();
    }

    @Override
    public void sessionClosed() {
        open.decrementAndGet();
    }

    @Override
    public void refused(SqlState reason) {
        Counter.builder("federator.sessions.refused")
                .description("Clients turned away, by SQLSTATE")
                .tag("sqlstate", reason.code())
                .register(registry)
                .increment();
    }

    @Override
    public void statement(Duration duration, @Nullable SqlState error, long sent) {
        Counter outcome = error == null ? succeeded : statements(error.code().substring(0, CLASS_LENGTH));
        outcome.increment();
        durations.record(duration);
        rows.increment((double) sent);
    }

    private Counter statements(String outcome) {
        return Counter.builder("federator.statements")
                .description("Statements by the class of their SQLSTATE; 00 is success")
                .tag("class", outcome)
                .register(registry);
    }

    @Override
    public void relayed() {
        relayed.increment();
    }

    @Override
    public void close() {
        registry.close();
    }
}
