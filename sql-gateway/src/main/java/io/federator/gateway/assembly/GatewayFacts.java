package io.federator.gateway.assembly;

import io.federator.config.FederatorConfig;
import io.federator.config.SourceConfig;
import io.federator.config.TableConfig;
import io.federator.engine.system.SourceProbe;
import io.federator.engine.system.SystemFacts;
import io.federator.spi.source.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the system catalogs show of this gateway. */
record GatewayFacts(FederatorConfig config, Map<String, Source> openSources) implements SystemFacts {
    /** How long {@code federator.sources} waits for a source that does not answer. */
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(2);

    @Override
    public String database() {
        return config.gateway().database();
    }

    @Override
    public List<Role> roles() {
        return config.gateway().users().keySet().stream()
                .map(name -> new Role(name, false))
                .toList();
    }

    @Override
    public List<SourceState> sources() {
        return SourceProbe.states(openSources.values(), this::region, PROBE_TIMEOUT);
    }

    @Override
    public List<TableConfig> tables() {
        return config.tables();
    }

    private Optional<String> region(String source) {
        return Optional.ofNullable(config.sources().get(source)).flatMap(SourceConfig::region);
    }
}
