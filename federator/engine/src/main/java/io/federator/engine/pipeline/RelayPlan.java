package io.federator.engine.pipeline;

import io.federator.engine.plan.PlanNode.PruneCheck;
import io.federator.engine.plan.ResultColumn;
import io.federator.spi.source.Source;
import io.federator.spi.type.SqlType;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A statement that a source which speaks PostgreSQL's protocol can answer to the client word for word, when the parameters' values
 * leave that source alone. Immutable.
 *
 * @param statements one for each fragment that may be asked
 * @param columns the client's, none for a statement without rows
 * @param writes whether it changes rows
 */
public record RelayPlan(List<Statement> statements, List<ResultColumn> columns, boolean writes) {
    public RelayPlan {
        statements = List.copyOf(statements);
        columns = List.copyOf(columns);
    }

    /**
     * What a source is asked.
     *
     * @param sql with {@code $1…}
     * @param parameters what each of these is
     * @param pruning the fragment has nothing for the statement where one of these is contradicted
     * @param direct whether the source and all that goes there and back are of the kind that can be relayed
     */
    public record Statement(
            Source source, String sql, List<Parameter> parameters, List<PruneCheck> pruning, boolean direct) {
        public Statement {
            parameters = List.copyOf(parameters);
            pruning = List.copyOf(pruning);
        }
    }

    /**
     * A parameter of a source's statement.
     *
     * @param number of the client's parameter that it is, from 0
     * @param type as the source is told
     * @param widened whether the client's is a smaller type of whole numbers
     */
    public record Parameter(int number, SqlType type, boolean widened) {}

    /** Whether the parameters' values decide who is asked. */
    public boolean dependsOnValues() {
        return statements.size() > 1;
    }

    /** The one statement that these values leave; empty when there are several, or none, or it is not to be relayed. */
    public Optional<Statement> choose(IntFunction<@Nullable Object> values) {
        Statement chosen = null;
        for (Statement statement : statements) {
            boolean out = statement.pruning().stream()
                    .anyMatch(check -> check.contradiction().holds(values));
            if (out) {
                continue;
            }
            if (chosen != null) {
                return Optional.empty();
            }
            chosen = statement;
        }
        return Optional.ofNullable(chosen).filter(Statement::direct);
    }
}
