package io.federator.engine.context;

import io.federator.spi.source.QueryScope;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the evaluation of an expression may depend on beside its arguments. Belongs to one execution of one statement. */
public interface EvaluationContext {
    FormatSettings format();

    /** {@code now()}: microseconds since 1970-01-01 UTC at the start of the transaction. */
    long transactionTimestamp();

    /** {@code statement_timestamp()}, in the same unit. */
    long statementTimestamp();

    String currentUser();

    String sessionUser();

    String database();

    /** The schemas to search, in order, pg_catalog included where PostgreSQL would search it implicitly. */
    List<String> searchPath();

    /** The value of a setting as SHOW prints it, empty when there is none of that name. */
    Optional<String> setting(String name);

    /** {@code set_config}: the new value as SHOW prints it. */
    String set(String name, String value, boolean local);

    /** {@code set_config} with NULL: takes a setting back to its initial value, which is returned. */
    default String reset(String name, boolean local) {
        return set(name, "", local);
    }

    /** {@code pg_backend_pid()}. */
    int backendPid();

    /** The statement's parameter {@code $(index+1)}. */
    @Nullable Object parameter(int index);

    /**
     * A value of the key of the row that the statement's cursor stands on, in WHERE CURRENT OF.
     *
     * @param index among the key's columns
     */
    default @Nullable Object currentKey(int index) {
        throw new IllegalStateException("the statement names no cursor");
    }

    /** What names and object identifiers in the system catalogs mean, for regclass and its like. */
    SystemNames names();

    QueryScope scope();

    /** What it may do to its session and to others. */
    default SessionActions actions() {
        return SessionActions.NONE;
    }

    /** How its transaction reads the sources. */
    default SourceReading reading() {
        return SourceReading.EACH_ALONE;
    }
}
