package io.federator.gateway.assembly;

import io.federator.config.FederatorConfig;
import io.federator.config.Problem;
import io.federator.config.SourceLocation;
import io.federator.engine.Engine;
import io.federator.engine.collation.TextOrder;
import io.federator.engine.session.setting.SessionSettings;
import io.federator.gateway.server.Sessions;
import io.federator.spi.error.SqlException;
import io.federator.spi.residual.ResidualEngine;
import io.federator.spi.source.Source;
import io.federator.xa.CommitSteps;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The engine with everything that it needs, put together by hand from a catalog file: adapters open sources, the residual engine
 * stands beside them, the engine takes both. Nothing connects before it is used.
 */
public record Assembly(
        FederatorConfig config,
        Map<String, Source> sources,
        Optional<ResidualEngine> residual,
        Coordination coordination,
        Engine engine)
        implements AutoCloseable {
    /** @throws Misconfigured with every problem */
    public static Assembly open(FederatorConfig config) {
        return open(config, new Sessions(config.gateway().maxConnections()), CommitSteps.NONE);
    }

    /**
     * @param sessions those that the system tables show
     * @param steps is told how far commits have come
     */
    static Assembly open(FederatorConfig config, Sessions sessions, CommitSteps steps) {
        String collation = config.gateway().collation();
        if (TextOrder.named(collation).isEmpty()) {
            throw new Misconfigured(List.of(
                    new Problem(config.gateway().location(), "collation \"" + collation + "\" is none that ICU has")));
        }
        checkSettings(config.gateway().settings(), config.gateway().location());
        config.gateway().users().values().forEach(user -> checkSettings(user.settings(), user.location()));
        Map<String, Source> sources = Sources.open(config.sources().values());
        Optional<ResidualEngine> residual = ResidualEngines.open(config.residual());
        Coordination coordination = new Coordination(config.transactions(), sources.values(), steps);
        GatewayFacts facts = new GatewayFacts(config, sources.values(), sessions, coordination);
        Engine engine = Engine.open(config, sources, residual, facts, coordination);
        return new Assembly(config, sources, residual, coordination, engine);
    }

    private static void checkSettings(Map<String, String> settings, SourceLocation location) {
        try {
            new SessionSettings(settings, Map.of());
        } catch (SqlException e) {
            throw new Misconfigured(List.of(new Problem(location, e.text())));
        }
    }

    /** Closes in the opposite order. */
    @Override
    public void close() {
        coordination.close();
        residual.ifPresent(ResidualEngine::close);
        sources.values().forEach(Source::close);
    }
}
