package io.federator.engine.parser.ast;

import java.util.List;

/**
 * One query of a WITH clause.
 *
 * @param columns names for its first columns; empty where none are written
 * @param statement a {@link Statement.Select}, or an INSERT, UPDATE, DELETE with RETURNING
 */
public record CommonTable(
        String name, List<String> columns, Materialization materialization, Statement statement, int position)
        implements Node {
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
