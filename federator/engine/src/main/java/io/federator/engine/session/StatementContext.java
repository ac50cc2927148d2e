package io.federator.engine.session;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.context.FormatSettings;
import io.federator.engine.context.SessionActions;
import io.federator.engine.context.SourceReading;
import io.federator.engine.context.SystemNames;
import io.federator.spi.source.QueryScope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one execution of one statement may depend on. Formats and times are those at its start. */
final class StatementContext implements EvaluationContext {
    private final Session session;
    private final FormatSettings format;
    private final long transactionTimestamp;
    private final long statementTimestamp;
    private final List<String> searchPath;
    private final List<@Nullable Object> parameters;
    private final SystemNames names;
    private final QueryScope scope;
    private final SourceReading reading;
    private final SessionActions actions;
    private final List<@Nullable Object> currentKey;

    StatementContext(Session session, List<@Nullable Object> parameters, QueryScope scope) {
        this(session, parameters, scope, List.of());
    }

    /** @param currentKey of the row that the cursor stands on which the statement names */
    StatementContext(
            Session session,
            List<@Nullable Object> parameters,
            QueryScope scope,
            List<? extends @Nullable Object> currentKey) {
        this.currentKey = Collections.unmodifiableList(new ArrayList<>(currentKey));
        this.session = session;
        this.format = session.settings().format();
        this.transactionTimestamp = session.transaction().startMicros();
        this.statementTimestamp = session.transaction().statementMicros();
        this.names = session.services().names().get();
        this.searchPath = searchPath(session, names);
        this.parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
        this.scope = scope;
        this.actions = new ContextActions(session, scope);
        this.reading = session.transaction().reading(session.services().queries());
    }

    /** As PostgreSQL: schemas that do not exist are passed over, and pg_catalog comes first unless it is named. */
    private static List<String> searchPath(Session session, SystemNames names) {
        List<String> path = new ArrayList<>();
        for (String name : session.settings().searchPath()) {
            String schema = name.equals("$user") ? session.identity().user() : name;
            if (!path.contains(schema) && names.namespace(schema).isPresent()) {
                path.add(schema);
            }
        }
        if (!path.contains("pg_catalog")) {
            path.addFirst("pg_catalog");
        }
        return Collections.unmodifiableList(path);
    }

    @Override
    public FormatSettings format() {
        return format;
    }

    @Override
    public long transactionTimestamp() {
        return transactionTimestamp;
    }

    @Override
    public long statementTimestamp() {
        return statementTimestamp;
    }

    @Override
    public String currentUser() {
        return session.identity().user();
    }

    @Override
    public String sessionUser() {
        return session.identity().user();
    }

    @Override
    public String database() {
        return session.identity().database();
    }

    @Override
    public List<String> searchPath() {
        return searchPath;
    }

    @Override
    public Optional<String> setting(String name) {
        return session.settings().value(name);
    }

    @Override
    public String set(String name, String value, boolean local) {
        return SettingRules.set(session, name, value, local);
    }

    @Override
    public String reset(String name, boolean local) {
        session.settings().reset(name, local);
        // A name that is nobody's is one from now on, and empty.
        return session.settings().value(name).orElseGet(() -> session.settings().set(name, "", local));
    }

    @Override
    public SessionActions actions() {
        return actions;
    }

    @Override
    public int backendPid() {
        return session.identity().backendPid();
    }

    @Override
    public @Nullable Object parameter(int index) {
        return parameters.get(index);
    }

    @Override
    public @Nullable Object currentKey(int index) {
        return currentKey.get(index);
    }

    @Override
    public SystemNames names() {
        return names;
    }

    @Override
    public QueryScope scope() {
        return scope;
    }

    @Override
    public SourceReading reading() {
        return reading;
    }
}
