package io.federator.engine.writer;

import io.federator.engine.context.EvaluationContext;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks for rows again when somebody has changed them before they were locked, as PostgreSQL does under READ COMMITTED. */
final class Attempts {
    private static final int MOST = 10;

    private Attempts() {}

    /**
     * @param attempt null when a row has changed
     * @throws SqlException 40001 under a stricter level, or when it does not come to rest
     */
    static <T> T until(EvaluationContext context, Supplier<@Nullable T> attempt) {
        boolean again = context.setting("transaction_isolation").orElse("").equals("read committed");
        for (int i = 0; i < (again ? MOST : 1); i++) {
            T result = attempt.get();
            if (result != null) {
                return result;
            }
            context.scope().check();
        }
        throw new SqlException(SqlState.SERIALIZATION_FAILURE, "could not serialize access due to concurrent update");
    }
}
