package io.federator.engine.session;

import io.federator.engine.context.FormatSettings;
import io.federator.engine.context.FormatSettings.ByteaOutput;
import io.federator.engine.context.FormatSettings.DateStyle;
import io.federator.engine.parser.ParsedStatement;
import io.federator.engine.parser.ast.Statement;
import io.federator.engine.parser.ast.WriteStatement;
import io.federator.engine.pipeline.PreparedQuery;
import io.federator.engine.pipeline.RelayPlan;
import io.federator.engine.session.setting.SessionSettings;
import io.federator.engine.session.setting.SessionSettings.Snapshot;
import io.federator.spi.error.SqlException;
import io.federator.spi.source.QueryScope.Registration;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Statements of a session that are passed on to a source, and its answer to the client, without the session's thread: single ones
 * outside of a transaction, planned before. The thread of the client's connection calls, while the session's own thread waits for
 * messages; the two never run at the same time. Nothing here blocks.
 */
public final class Relays {
    private static final int CAPACITY = 200;

    private final Session session;
    private final PreparedStatements named;
    private final GenericStatements generics;
    private final Execution execution;
    private final SessionActivity activity;
    private final Map<Text, PreparedStatement> parsed = newest();
    private final Map<PreparedStatement, Optional<RelayPlan>> plans = newest();
    private @Nullable Snapshot settings;
    private long catalogVersion;
    private boolean open;
    private boolean readOnly;

    private record Text(String sql, List<SqlType> declared) {}

    /**
     * A statement and how it is relayed.
     *
     * @param constants the texts of the parameters' values when the client has written them into its own, else null
     */
    public record Relay(
            PreparedStatement statement,
            RelayPlan plan,
            @Nullable List<String> constants) {}

    Relays(
            Session session,
            PreparedStatements named,
            GenericStatements generics,
            Execution execution,
            SessionActivity activity) {
        this.session = session;
        this.named = named;
        this.generics = generics;
        this.execution = execution;
        this.activity = activity;
    }

    private static <K, V> Map<K, V> newest() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > CAPACITY;
            }
        };
    }

    /** The session's thread has prepared this; the same text may be relayed from now on. */
    public void parsed(String sql, List<SqlType> declared, PreparedStatement statement) {
        if (statement.plan() != null && !statement.isGeneric()) {
            parsed.put(new Text(sql, declared), statement);
        }
    }

    /** The relay of a text of the simple protocol. */
    public Optional<Relay> simple(String sql) {
        return isOpen() ? known(sql) : Optional.empty();
    }

    /** The relay of a text of the extended protocol. */
    public Optional<Relay> parsed(String sql, List<SqlType> declared) {
        if (!isOpen()) {
            return Optional.empty();
        }
        PreparedStatement before = parsed.get(new Text(sql, declared));
        return before != null ? relay(before) : declared.isEmpty() ? known(sql) : Optional.empty();
    }

    /** The relay of a prepared statement; empty also when there is none of the name. */
    public Optional<Relay> prepared(String name) {
        if (!isOpen()) {
            return Optional.empty();
        }
        return named.find(name).filter(found -> !found.isGeneric()).flatMap(this::relay);
    }

    private Optional<Relay> known(String sql) {
        return generics.peek(sql).flatMap(found -> {
            Optional<RelayPlan> plan = plan(found.plain());
            if (plan.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(new Relay(
                        generics.bound(found.plain(), found.text(), sql),
                        plan.get(),
                        found.text().values()));
            } catch (SqlException e) {
                // The session's own thread meets the same error, and tells the client.
                return Optional.empty();
            }
        });
    }

    private Optional<Relay> relay(PreparedStatement statement) {
        return plan(statement).map(plan -> new Relay(statement, plan, null));
    }

    private Optional<RelayPlan> plan(PreparedStatement statement) {
        Optional<RelayPlan> known = plans.get(statement);
        if (known == null) {
            known = made(statement);
            plans.put(statement, known);
        }
        return known.filter(plan -> !plan.writes() || !readOnly);
    }

    private Optional<RelayPlan> made(PreparedStatement statement) {
        PreparedQuery query = statement.plan();
        ParsedStatement text = statement.parsed();
        boolean whole = text != null
                && (text.statement() instanceof Statement.Select || text.statement() instanceof WriteStatement);
        if (query == null
                || !whole
                || !statement.isCurrent(catalogVersion, session.inputContext().searchPath())) {
            return Optional.empty();
        }
        return session.services().queries().relay(query).filter(Relays::isPlain);
    }

    /** Whether sources write and read all values as the client does, which {@link #isOpen} has settings for. */
    private static boolean isPlain(RelayPlan plan) {
        return plan.columns().stream().allMatch(column -> isPlainColumn(column.type()))
                && plan.statements().stream()
                        .flatMap(statement -> statement.parameters().stream())
                        .allMatch(parameter -> isPlainValue(parameter.type()));
    }

    private static boolean isPlainColumn(SqlType type) {
        return switch (type.kind()) {
            case BPCHAR, DATE, TIMESTAMP, BYTEA, JSON, JSONB -> true;
            default -> isPlainValue(type);
        };
    }

    private static boolean isPlainValue(SqlType type) {
        return switch (type.kind()) {
            case BOOL, INT2, INT4, INT8, NUMERIC, FLOAT4, FLOAT8, TEXT, VARCHAR, UUID -> true;
            default -> false;
        };
    }

    /** Whether the session is where any statement could be relayed. */
    private boolean isOpen() {
        SessionSettings now = session.settings();
        long version = session.services().catalogVersion().getAsLong();
        if (!now.snapshot().equals(settings) || version != catalogVersion) {
            settings = now.snapshot();
            catalogVersion = version;
            parsed.clear();
            plans.clear();
            FormatSettings format = now.format();
            open = now.clientEncoding().name().equals("UTF8")
                    && format.dateStyle() == DateStyle.ISO
                    && format.byteaOutput() == ByteaOutput.HEX
                    && format.extraFloatDigits() > 0
                    && now.millis("transaction_timeout") == 0
                    && now.millis("idle_session_timeout") == 0
                    && now.show("default_transaction_isolation").equals("read committed");
            readOnly = now.isOn("default_transaction_read_only");
        }
        return open
                && !session.transaction().isOpen()
                && !session.notifications().isListening()
                && session.termination().isEmpty();
    }

    /** A statement that is under way. */
    public final class Run {
        private final Relay relay;
        private final RelayPlan.Statement to;
        private final StatementScope scope = new StatementScope();
        private final Registration registration;
        private final Registration cancelling;
        private final long start = System.nanoTime();

        private Run(Relay relay, RelayPlan.Statement to, Runnable cancel) {
            this.relay = relay;
            this.to = to;
            session.begin();
            activity.active(Objects.requireNonNull(relay.statement().parsed()));
            cancelling = scope.onCancel(cancel);
            registration = execution.start(scope);
        }

        /** Why it was cancelled, or null. */
        public @Nullable SqlException cancelled() {
            return scope.reason();
        }

        public long startNanos() {
            return start;
        }

        /** It has succeeded, and the client may be told. */
        public void succeeded(long rows) {
            stop();
            session.services()
                    .queries()
                    .relayed(
                            Objects.requireNonNull(relay.statement().plan()),
                            to,
                            session.identity().user(),
                            session.transaction().statementMicros(),
                            (System.nanoTime() - start) / 1e6,
                            rows);
            session.endOfMessage();
            session.idle();
        }

        /** It has failed, and the client is told why. */
        public void failed() {
            stop();
            session.failed();
            session.idle();
        }

        /** Nothing has come of it: the session's thread will run it. */
        public void abandoned() {
            stop();
        }

        private void stop() {
            cancelling.close();
            registration.close();
        }
    }

    /**
     * Begins a statement.
     *
     * @param cancel stops it; any thread
     */
    public Run begin(Relay relay, RelayPlan.Statement to, Runnable cancel) {
        return new Run(relay, to, cancel);
    }

    /** What is the unnamed statement from now on. */
    public void unnamed(PreparedStatement statement) {
        session.closeStatement("");
        session.keep("", statement);
    }

    /** The values of the parameters of a relay, as the plan has them. */
    public static List<? extends @Nullable Object> values(Relay relay) {
        return new ArrayList<>(relay.statement().values(List.of()));
    }
}
