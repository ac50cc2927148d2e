package io.federator.engine.binder;

/** The clause that an expression is in, which decides what it may hold. */
enum ExpressionKind {
    SELECT("SELECT", true, true, true),
    WHERE("WHERE", false, false, false),
    HAVING("HAVING", true, false, false),
    FILTER("FILTER", false, false, false),
    JOIN_ON("JOIN conditions", false, false, false),
    FROM_FUNCTION("functions in FROM", false, false, true),
    FROM_SUBQUERY("FROM clause of their own query level", false, false, true),
    GROUP_BY("GROUP BY", false, false, true),
    ORDER_BY("ORDER BY", true, true, true),
    DISTINCT_ON("DISTINCT ON", true, true, true),
    WINDOW("window definitions", true, false, true),
    FRAME("window frame", false, false, false),
    LIMIT("LIMIT", false, false, false),
    OFFSET("OFFSET", false, false, false),
    VALUES("VALUES", false, false, false),
    MERGE_WHEN("MERGE WHEN conditions", false, false, false),
    UPDATE("UPDATE", false, false, false),
    RETURNING("RETURNING", false, false, false),
    COPY_WHERE("COPY FROM WHERE conditions", false, false, false),
    CHECK("fragment predicates", false, false, false);

    private final String clause;
    private final boolean aggregates;
    private final boolean windows;
    private final boolean sets;

    ExpressionKind(String clause, boolean aggregates, boolean windows, boolean sets) {
        this.clause = clause;
        this.aggregates = aggregates;
        this.windows = windows;
        this.sets = sets;
    }

    /** As messages name it. */
    String clause() {
        return clause;
    }

    boolean allowsAggregates() {
        return aggregates;
    }

    boolean allowsWindows() {
        return windows;
    }

    boolean allowsSets() {
        return sets;
    }
}
