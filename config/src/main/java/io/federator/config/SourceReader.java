package io.federator.config;

import io.federator.config.Options.PoolKeys;
import io.federator.config.Options.SourceKeys;
import io.federator.config.SourceConfig.TinyInt1;
import io.federator.config.SourceConfig.ZeroDates;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code sources}. */
final class SourceReader {
    private static final Set<String> WITHOUT_ZERO_DATES = Set.of("postgresql");

    private final Reading reading;

    SourceReader(Reading reading) {
        this.reading = reading;
    }

    Map<String, SourceConfig> read(Optional<YamlNode> node) {
        Map<String, SourceConfig> sources = new LinkedHashMap<>();
        for (YamlNode.Entry entry : reading.named("sources", node)) {
            String name = entry.key().text();
            SourceLocation location = entry.key().location();
            if (name.indexOf('/') >= 0) {
                reading.problem(location, "the name of a source cannot hold a \"/\"");
            }
            reading.fields(SourceKeys.SECTION, "source " + Shown.name(name), location, entry.value())
                    .ifPresent(source -> sources.put(name, source(name, source)));
        }
        return sources;
    }

    private SourceConfig source(String name, Fields source) {
        String type = source.value(SourceKeys.TYPE);
        rejectForeign(source, type, SourceKeys.ZERO_DATES);
        rejectForeign(source, type, SourceKeys.TINYINT1);
        return new SourceConfig(
                name,
                type,
                source.value(SourceKeys.URL),
                source.find(SourceKeys.USER),
                source.find(SourceKeys.PASSWORD),
                source.find(SourceKeys.REGION),
                pool(source.sub(SourceKeys.POOL, PoolKeys.SECTION)),
                ZeroDates.valueOf(source.value(SourceKeys.ZERO_DATES).toUpperCase(Locale.ROOT)),
                TinyInt1.valueOf(source.value(SourceKeys.TINYINT1).toUpperCase(Locale.ROOT)),
                options(source),
                source.location());
    }

    /** A setting without effect would mislead. Adapters that we do not know may use it. */
    private void rejectForeign(Fields source, String type, Option<String> option) {
        if (source.has(option) && WITHOUT_ZERO_DATES.contains(type)) {
            reading.problem(
                    source.keyLocation(option),
                    Shown.name(option.name()) + " does not apply to a source of type " + Shown.name(type));
        }
    }

    private static Pool pool(Fields pool) {
        return new Pool(pool.value(PoolKeys.MAX_SIZE), pool.value(PoolKeys.CONNECTION_TIMEOUT), pool.location());
    }

    private Map<String, String> options(Fields source) {
        // What an adapter's options hold is not known here, so they count as secret.
        ValueType<String> hidden =
                new ValueType<>("a mapping of texts", Set.of(YamlNode.Kind.TEXT), Optional::of, "", true);
        Map<String, String> options = new LinkedHashMap<>();
        for (YamlNode.Entry entry : reading.named("options", source.node(SourceKeys.OPTIONS))) {
            reading.value(Option.required(SourceKeys.OPTIONS.name(), hidden, ""), entry.value())
                    .ifPresent(text -> options.put(entry.key().text(), text));
        }
        return options;
    }
}
