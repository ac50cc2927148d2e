package io.federator.gateway.assembly;

import io.federator.config.Problem;
import io.federator.config.Secret;
import io.federator.config.SourceConfig;
import io.federator.config.SourceConfig.TinyInt1;
import io.federator.config.SourceConfig.ZeroDates;
import io.federator.spi.error.SqlException;
import io.federator.spi.source.Source;
import io.federator.spi.source.SourceAdapter;
import io.federator.spi.source.SourceSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The sources of a catalog file, opened by the adapters on the class path. */
final class Sources {
    private Sources() {}

    /**
     * Opens all sources without connecting to any.
     *
     * @throws Misconfigured with every source that cannot be opened
     */
    static Map<String, Source> open(Collection<SourceConfig> configs) {
        Map<String, SourceAdapter> adapters = new TreeMap<>();
        ServiceLoader.load(SourceAdapter.class).forEach(adapter -> adapters.put(adapter.kind(), adapter));
        Map<String, Source> sources = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (SourceConfig config : configs) {
            SourceAdapter adapter = adapters.get(config.type());
            if (adapter == null) {
                problems.add(new Problem(
                        config.location(),
                        "no adapter for type \"" + config.type() + "\"; there are: "
                                + String.join(", ", adapters.keySet())));
                continue;
            }
            try {
                sources.put(config.name(), adapter.open(settings(config)));
            } catch (SqlException e) {
                problems.add(new Problem(config.location(), "source \"" + config.name() + "\": " + e.text()));
            }
        }
        if (!problems.isEmpty()) {
            sources.values().forEach(Source::close);
            throw new Misconfigured(problems);
        }
        return sources;
    }

    private static SourceSettings settings(SourceConfig config) {
        Map<String, String> options = new HashMap<>(config.options());
        if (config.zeroDates() == ZeroDates.NULL) {
            options.put("zero-dates", "null");
        }
        if (config.tinyint1() == TinyInt1.BOOLEAN) {
            options.put("tinyint1", "boolean");
        }
        return new SourceSettings(
                config.name(),
                config.url(),
                config.user(),
                () -> config.password().map(Secret::reveal),
                config.pool().maxSize(),
                config.pool().connectionTimeout(),
                options);
    }
}
