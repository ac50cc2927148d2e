package io.federator.engine.parser.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One query of a WITH clause.
 *
 * @param columns names for its first columns; empty where none are written
 * @param statement a {@link Statement.Select}, or an INSERT, UPDATE, DELETE with RETURNING
 */
public record CommonTable(
        String name,
        List<String> columns,
        Materialization materialization,
        Statement statement,
        @Nullable Search search,
        @Nullable Cycle cycle,
        int position)
        implements Node {
    /** {@code SEARCH DEPTH FIRST BY columns SET sequence}, or with {@code breadthFirst} BREADTH. */
    public record Search(boolean breadthFirst, List<String> columns, String sequence, int position) {
        public Search {
            columns = List.copyOf(columns);
        }
    }

    /** {@code CYCLE columns SET mark TO value DEFAULT otherwise USING path}; true and false where no values are written. */
    public record Cycle(
            List<String> columns, String mark, Expression value, Expression otherwise, String path, int position) {
        public Cycle {
            columns = List.copyOf(columns);
        }
    }

    /** What is said about computing the query once. */
    public enum Materialization {
        UNSPECIFIED,
        MATERIALIZED,
        NOT_MATERIALIZED
    }

    public CommonTable {
        columns = List.copyOf(columns);
    }
}
