package io.federator.engine;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.context.FormatSettings;
import io.federator.engine.context.NoNames;
import io.federator.engine.context.SystemNames;
import io.federator.spi.source.QueryScope;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The context of work that no session asked for: binding the catalog file's predicates, and checking it. PostgreSQL's defaults. */
record DefaultContext(SystemNames names, String database) implements EvaluationContext {
    /** Where no name can occur. */
    static final DefaultContext NAMELESS = new DefaultContext(new NoNames(), "");

    @Override
    public FormatSettings format() {
        return FormatSettings.DEFAULT;
    }

    @Override
    public long transactionTimestamp() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    @Override
    public long statementTimestamp() {
        return transactionTimestamp();
    }

    @Override
    public String currentUser() {
        return "federator";
    }

    @Override
    public String sessionUser() {
        return "federator";
    }

    @Override
    public List<String> searchPath() {
        return List.of("pg_catalog", "public");
    }

    @Override
    public Optional<String> setting(String name) {
        return Optional.empty();
    }

    @Override
    public String set(String name, String value, boolean local) {
        throw new IllegalStateException("no session to set " + name + " in");
    }

    @Override
    public int backendPid() {
        return 0;
    }

    @Override
    public @Nullable Object parameter(int index) {
        throw new IllegalStateException("no parameters here");
    }

    @Override
    public QueryScope scope() {
        return QueryScope.uncancellable();
    }
}
