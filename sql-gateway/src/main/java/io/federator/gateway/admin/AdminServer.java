package io.federator.gateway.admin;

import io.federator.spi.source.Source;
import io.federator.spi.source.SourceHealth;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET /health}, {@code GET /metrics}, and {@code POST /refresh} to read anew what is known of the sources' tables. */
public final class AdminServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AdminServer.class);
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(3);

    private final Vertx vertx;
    private final Map<String, Source> sources;
    private final Metrics metrics;
    private final Supplier<List<String>> refresh;
    private final HttpServer http;

    private AdminServer(Vertx vertx, Map<String, Source> sources, Metrics metrics, Supplier<List<String>> refresh) {
        this.vertx = vertx;
        this.sources = sources;
        this.metrics = metrics;
        this.refresh = refresh;
        this.http = vertx.createHttpServer();
    }

    /**
     * Begins to listen.
     *
     * @param refresh gives the tables that turned out to have changed; may block
     * @throws java.util.concurrent.CompletionException when the address cannot be listened on
     */
    public static AdminServer start(
            Vertx vertx,
            String host,
            int port,
            Map<String, Source> sources,
            Metrics metrics,
            Supplier<List<String>> refresh) {
        AdminServer admin = new AdminServer(vertx, sources, metrics, refresh);
        admin.http.requestHandler(admin::answer);
        admin.http.listen(port, host).toCompletionStage().toCompletableFuture().join();
        return admin;
    }

    public int port() {
        return http.actualPort();
    }

    private void answer(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        String path = request.path();
        switch (path == null ? "" : path) {
            case "/health" ->
                onVirtualThread(this::health)
                        .onSuccess(health -> response.setStatusCode(isUp(health) ? 200 : 503)
                                .putHeader("Content-Type", "application/json")
                                .end(health.encodePrettily() + "\n"))
                        .onFailure(failure -> fail(response, failure));
            case "/metrics" ->
                onVirtualThread(metrics::scrape)
                        .onSuccess(
                                text -> response.putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                                        .end(text))
                        .onFailure(failure -> fail(response, failure));
            case "/refresh" -> {
                if (!request.method().equals(HttpMethod.POST)) {
                    response.setStatusCode(405).putHeader("Allow", "POST").end("use POST\n");
                    return;
                }
                onVirtualThread(refresh::get)
                        .onSuccess(changed -> response.putHeader("Content-Type", "application/json")
                                .end(new JsonObject().put("changed", changed).encodePrettily() + "\n"))
                        .onFailure(failure -> fail(response, failure));
            }
            default -> response.setStatusCode(404).end("try /health, /metrics or /refresh\n");
        }
    }

    private static void fail(HttpServerResponse response, Throwable failure) {
        LOG.error("event=admin-failed", failure);
        response.setStatusCode(500).end("internal error\n");
    }

    private static boolean isUp(JsonObject health) {
        return "up".equals(health.getString("status"));
    }

    /** Probes all sources at once; one that does not answer in time is down. */
    private JsonObject health() throws InterruptedException {
        Map<String, SourceHealth> answers = new ConcurrentHashMap<>();
        CountDownLatch answered = new CountDownLatch(sources.size());
        sources.forEach((name, source) -> Thread.startVirtualThread(() -> {
            try {
                answers.put(name, source.probe(PROBE_LIMIT));
            } catch (RuntimeException e) {
                LOG.warn("event=probe-failed source={}", name, e);
            } finally {
                answered.countDown();
            }
        }));
        answered.await(PROBE_LIMIT.toMillis() + 500, TimeUnit.MILLISECONDS);
        boolean up = true;
        JsonObject states = new JsonObject(new TreeMap<>());
        for (String name : sources.keySet()) {
            SourceHealth health =
                    answers.getOrDefault(name, new SourceHealth(false, PROBE_LIMIT, "", "no answer in time"));
            up &= health.up();
            states.put(name, describe(health));
        }
        return new JsonObject().put("status", up ? "up" : "degraded").put("sources", states);
    }

    private static JsonObject describe(SourceHealth health) {
        JsonObject shown = new JsonObject().put("status", health.up() ? "up" : "down");
        return health.up()
                ? shown.put("version", health.version())
                        .put("latencyMillis", health.latency().toNanos() / 1e6)
                : shown.put("message", health.message());
    }

    private interface Blocking<T> {
        T call() throws InterruptedException;
    }

    /** Asking a source blocks, so it must not happen on the event loop, which gets the answer. */
    private <T> Future<T> onVirtualThread(Blocking<T> work) {
        Promise<T> promise = Promise.promise();
        var context = vertx.getOrCreateContext();
        Thread.startVirtualThread(() -> {
            try {
                T result = work.call();
                context.runOnContext(nothing -> promise.complete(result));
            } catch (InterruptedException | RuntimeException e) {
                context.runOnContext(nothing -> promise.fail(e));
            }
        });
        return promise.future();
    }

    @Override
    public void close() {
        http.close();
    }
}
