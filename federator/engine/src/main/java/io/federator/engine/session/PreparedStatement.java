package io.federator.engine.session;

import io.federator.engine.parser.ParsedStatement;
import io.federator.engine.pipeline.PreparedQuery;
import io.federator.engine.plan.ResultColumn;
import io.federator.spi.type.SqlType;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement that can be bound any number of times. The session plans its query anew when the catalog or the search path has
 * changed. Used by the session's thread alone.
 */
public final class PreparedStatement {
    private final @Nullable ParsedStatement parsed;
    private final @Nullable ParsedStatement query;
    private final List<SqlType> parameters;
    private final boolean fromSql;
    private final @Nullable List<@Nullable Object> constants;
    private @Nullable PreparedQuery plan;
    private List<String> searchPath;
    private long preparedMicros;
    private boolean kept;

    /**
     * @param parsed null for a text without a statement
     * @param query what the engine plans for it, or null for what the session does itself
     * @param fromSql whether PREPARE made it, for pg_prepared_statements
     */
    PreparedStatement(
            @Nullable ParsedStatement parsed,
            @Nullable ParsedStatement query,
            List<SqlType> parameters,
            boolean fromSql,
            @Nullable PreparedQuery plan,
            List<String> searchPath) {
        this(parsed, query, parameters, fromSql, plan, searchPath, null);
    }

    private PreparedStatement(
            @Nullable ParsedStatement parsed,
            @Nullable ParsedStatement query,
            List<SqlType> parameters,
            boolean fromSql,
            @Nullable PreparedQuery plan,
            List<String> searchPath,
            @Nullable List<@Nullable Object> constants) {
        this.parsed = parsed;
        this.query = query;
        this.parameters = List.copyOf(parameters);
        this.fromSql = fromSql;
        this.plan = plan;
        this.searchPath = searchPath;
        this.constants = constants;
    }

    /**
     * The same for a text that has constants in place of the parameters.
     *
     * @param values the constants
     */
    PreparedStatement with(ParsedStatement text, List<@Nullable Object> values) {
        return new PreparedStatement(
                text, query, parameters, fromSql, plan, searchPath, Collections.unmodifiableList(values));
    }

    /** Whether its text has constants where its plan has parameters. */
    boolean isGeneric() {
        return constants != null;
    }

    /** What the plan's parameters are when the client gives its own these values. */
    List<? extends @Nullable Object> values(List<? extends @Nullable Object> given) {
        return constants == null ? given : constants;
    }

    /** The types of the plan's parameters. */
    List<SqlType> planned() {
        return parameters;
    }

    /** The statement, or null when the text held none. */
    public @Nullable ParsedStatement parsed() {
        return parsed;
    }

    /** The types of the client's {@code $1…}, all decided. */
    public List<SqlType> parameters() {
        return constants == null ? parameters : List.of();
    }

    /** Whether the SQL statement PREPARE made it. */
    public boolean fromSql() {
        return fromSql;
    }

    /** When it was given its name, in microseconds since 1970-01-01 UTC. */
    public long preparedMicros() {
        return preparedMicros;
    }

    void kept(long now) {
        preparedMicros = now;
        kept = true;
    }

    /** Whether the client can have asked what its rows look like: not within a simple query. */
    boolean isKept() {
        return kept;
    }

    /** The types of its rows' columns; empty for a statement without rows. */
    public List<SqlType> resultTypes() {
        return plan == null
                ? List.of()
                : plan.columns().stream().map(ResultColumn::type).toList();
    }

    @Nullable ParsedStatement query() {
        return query;
    }

    @Nullable PreparedQuery plan() {
        return plan;
    }

    boolean isCurrent(long catalogVersion, List<String> path) {
        PreparedQuery current = plan;
        return current == null || (current.catalogVersion() >= catalogVersion && searchPath.equals(path));
    }

    void replan(PreparedQuery newPlan, List<String> path) {
        plan = newPlan;
        searchPath = path;
    }
}
