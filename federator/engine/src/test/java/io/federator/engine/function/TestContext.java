package io.federator.engine.function;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.context.FormatSettings;
import io.federator.engine.context.NoNames;
import io.federator.engine.context.SystemNames;
import io.federator.spi.source.QueryScope;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A session with fixed times and nothing in its catalog. */
record TestContext(FormatSettings format) implements EvaluationContext {
    static final TestContext UTC = new TestContext(FormatSettings.DEFAULT);

    /** TimeZone, DateStyle, IntervalStyle, extra_float_digits and bytea_output as a session would show them. */
    static TestContext of(String[] settings) {
        String[] style = settings[1].toUpperCase(Locale.ROOT).split(", ");
        return new TestContext(new FormatSettings(
                ZoneId.of(settings[0]),
                settings[0],
                FormatSettings.DateStyle.valueOf(style[0]),
                FormatSettings.DateOrder.valueOf(style[1]),
                FormatSettings.IntervalStyle.valueOf(settings[2].toUpperCase(Locale.ROOT)),
                Integer.parseInt(settings[3]),
                FormatSettings.ByteaOutput.valueOf(settings[4].toUpperCase(Locale.ROOT))));
    }

    @Override
    public long transactionTimestamp() {
        return 1_700_000_000_123_456L;
    }

    @Override
    public long statementTimestamp() {
        return 1_700_000_001_123_456L;
    }

    @Override
    public String currentUser() {
        return "alice";
    }

    @Override
    public String sessionUser() {
        return "alice";
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
        return name.equals("server_version") ? Optional.of("18.0") : Optional.empty();
    }

    @Override
    public String set(String name, String value, boolean local) {
        return value;
    }

    @Override
    public int backendPid() {
        return 4711;
    }

    @Override
    public @Nullable Object parameter(int index) {
        return null;
    }

    @Override
    public SystemNames names() {
        return new FewNames();
    }

    @Override
    public QueryScope scope() {
        return QueryScope.uncancellable();
    }

    private static final class FewNames extends NoNames {
        @Override
        public OptionalLong relation(List<String> name, List<String> searchPath) {
            return name.getLast().equals("pg_class") ? OptionalLong.of(1259) : OptionalLong.empty();
        }

        @Override
        public Optional<QualifiedName> relationName(long oid) {
            return oid == 1259 ? Optional.of(new QualifiedName("pg_catalog", "pg_class")) : Optional.empty();
        }

        @Override
        public OptionalLong namespace(String name) {
            return name.equals("pg_catalog") ? OptionalLong.of(11) : OptionalLong.empty();
        }

        @Override
        public Optional<String> namespaceName(long oid) {
            return oid == 11 ? Optional.of("pg_catalog") : Optional.empty();
        }

        @Override
        public OptionalLong role(String name) {
            return name.equals("postgres") ? OptionalLong.of(10) : OptionalLong.empty();
        }

        @Override
        public Optional<String> roleName(long oid) {
            return oid == 10 ? Optional.of("postgres") : Optional.empty();
        }
    }
}
