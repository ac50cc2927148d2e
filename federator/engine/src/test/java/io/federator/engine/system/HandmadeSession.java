package io.federator.engine.system;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.context.FormatSettings;
import io.federator.engine.context.SystemNames;
import io.federator.spi.source.QueryScope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The session of user {@code ann} in database {@code postgres}, at the beginning of 2026. */
record HandmadeSession(SystemNames names, Map<String, String> settings) implements EvaluationContext {
    private static final long NEW_YEAR = 1_767_225_600_000_000L;

    @Override
    public FormatSettings format() {
        return FormatSettings.DEFAULT;
    }

    @Override
    public long transactionTimestamp() {
        return NEW_YEAR;
    }

    @Override
    public long statementTimestamp() {
        return NEW_YEAR;
    }

    @Override
    public String currentUser() {
        return "ann";
    }

    @Override
    public String sessionUser() {
        return "ann";
    }

    @Override
    public String database() {
        return "postgres";
    }

    @Override
    public List<String> searchPath() {
        return List.of("pg_catalog", "public");
    }

    @Override
    public Optional<String> setting(String name) {
        return Optional.ofNullable(settings.get(name));
    }

    @Override
    public String set(String name, String value, boolean local) {
        throw new UnsupportedOperationException(name);
    }

    @Override
    public int backendPid() {
        return 7;
    }

    @Override
    public @Nullable Object parameter(int index) {
        throw new UnsupportedOperationException("$" + (index + 1));
    }

    @Override
    public QueryScope scope() {
        return QueryScope.uncancellable();
    }
}
