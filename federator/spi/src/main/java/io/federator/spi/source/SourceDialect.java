package io.federator.spi.source;

import io.federator.spi.type.SqlType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of one database, as a <em>positive list</em>: each method that renders returns null for what this database cannot
 * be trusted to compute exactly as PostgreSQL does (same value, same type, same error), and the planner then keeps that
 * operation in the gateway. When in doubt a dialect says null.
 *
 * <p>Operations are named as in PostgreSQL: operators by their symbol ({@code +}, {@code ||}, {@code =}, {@code ~~} for LIKE,
 * {@code !~~} for NOT LIKE, {@code ~~*} for ILIKE), functions by their name in pg_catalog ({@code substr}), and these words:
 * {@code and}, {@code or} (any number of operands), {@code not}, {@code is null}, {@code is not null}, {@code is true}, {@code is
 * not true}, {@code is false}, {@code is not false}, {@code is distinct from}, {@code is not distinct from}, {@code case}
 * (condition, value, …, else), {@code coalesce}, {@code cast} (to {@code result}), {@code in} (value, then a list of constants).
 * Which overload is meant follows from the operands' types, which the binder has already made exact (no implicit conversions are
 * left to the database).
 *
 * <p>Immutable and safe for any thread.
 */
public interface SourceDialect {
    /** For messages and EXPLAIN. */
    String name();

    boolean supports(Feature feature);

    String quote(String identifier);

    String table(TableName table);

    /** A column of a table as an expression of type {@code type}; null when it can only be fetched, not computed with. */
    @Nullable Rendered column(String qualifiedColumn, SourceColumn column, SqlType type);

    /** A constant; {@code value} as {@link io.federator.spi.type.TypeKind} says, null for a typed NULL. */
    @Nullable Rendered literal(SqlType type, @Nullable Object value);

    /** A placeholder for a value of this type. */
    @Nullable Rendered parameter(SqlType type);

    /**
     * Whether the database has this value, so that it may be bound to a {@link #parameter}. Asked at each execution; where the
     * answer is no, the query is planned anew without arguments for this database.
     *
     * @param value as {@link io.federator.spi.type.TypeKind} says, not null
     */
    default boolean holds(SqlType type, Object value) {
        return true;
    }

    @Nullable Rendered call(String operation, List<Rendered> operands, SqlType result);

    /**
     * An aggregate; {@code operands} is empty for {@code count(*)}. {@code filter} is the FILTER condition or null.
     *
     * @param name PostgreSQL's name, such as {@code count} or {@code bool_and}
     */
    @Nullable Rendered aggregate(
            String name, boolean distinct, List<Rendered> operands, @Nullable Rendered filter, SqlType result);

    /**
     * An aggregate whose result depends on the order of its inputs, or which collects them: with ORDER BY among its arguments, or
     * WITHIN GROUP.
     *
     * @param operands as in {@link #aggregate}; of an ordered-set aggregate the direct arguments and then the sorted ones
     * @param order empty where the query leaves the order open
     */
    default @Nullable Rendered orderedAggregate(
            String name,
            boolean distinct,
            List<Rendered> operands,
            List<SortKey> order,
            @Nullable Rendered filter,
            SqlType result) {
        return null;
    }

    /** A window function, or an aggregate used as one. */
    default @Nullable Rendered over(String name, List<Rendered> operands, Window window, SqlType result) {
        return null;
    }

    /**
     * The expression by which this value may be compared with others of its type so that the database's verdict is
     * PostgreSQL's: for text of a loose collation the same value under an exact one, for most values the value itself; null when
     * there is no such expression. Grouping, DISTINCT, set operations and joins ask for {@link KeyUse#EQUALITY}, sorting and
     * min/max for {@link KeyUse#ORDER}.
     */
    @Nullable Rendered key(Rendered value, KeyUse use);

    /** An ORDER BY item over a key; how NULLs sort is said by the caller, as PostgreSQL's default differs from others'. */
    String orderItem(String key, boolean descending, boolean nullsFirst);

    /** The LIMIT/OFFSET clause, with a leading space; counts are literals or {@code ?}; null stands for absent. */
    String limit(@Nullable String fetch, @Nullable String offset);

    /**
     * The select item by which a value of the result is fetched, so that the adapter can read it exactly as
     * {@code value.type()}. Null when a value of this type cannot be fetched.
     */
    @Nullable String output(Rendered value);

    /**
     * What stands in VALUES or behind SET for a value that is bound: one {@code ?} for a value of {@code type}, perhaps converted to
     * the column's own type. Null when the column cannot be written with values of this type.
     */
    default @Nullable String stored(SourceColumn column, SqlType type) {
        return null;
    }

    /** What stands behind {@code INSERT INTO table} for a row without any values. */
    default String emptyRow() {
        return "DEFAULT VALUES";
    }

    /** The value that the last INSERT of the session has counted up to, where INSERT … RETURNING is missing; else null. */
    default @Nullable String lastCounted() {
        return null;
    }

    /** The clause behind a SELECT that locks the rows it gives. */
    default String locking(RowLock lock) {
        return "FOR UPDATE" + lock.waitingClause();
    }

    /**
     * The statement that locks tables until the transaction ends; empty where the database has none.
     *
     * @param tables quoted as needed
     * @param nowait whether it fails with 55P03 instead of waiting
     */
    default Optional<String> lockTables(List<String> tables, TableLock lock, boolean nowait) {
        return Optional.empty();
    }

    /**
     * The statements that empty tables and can be taken back; none where the database has nothing that means it.
     *
     * @param tables quoted as needed
     * @param restart whether what counts in them begins anew
     * @param cascade whether tables that refer to them are emptied too
     */
    default List<String> truncate(List<String> tables, boolean restart, boolean cascade) {
        return restart || cascade
                ? List.of()
                : tables.stream().map(table -> "DELETE FROM " + table).toList();
    }

    /**
     * The OVERRIDING clause of an INSERT with a blank before it; null where the database has nothing that means it.
     *
     * @param system whether given values go before those that the database would count up to, else the other way round
     */
    default @Nullable String overriding(boolean system) {
        return system ? "" : null;
    }

    /**
     * What stands behind SET for a value that the database computes, as {@link #call} has rendered it. Null when the column keeps
     * values of this type in another form.
     */
    default @Nullable String assigned(SourceColumn column, Rendered value) {
        return null;
    }

    /** Whether {@link SourceSession#load} puts the same into the column as an INSERT of {@link #stored} values. */
    default boolean loads(SourceColumn column, SqlType type) {
        return false;
    }

    /** What comparison is needed of a key. */
    enum KeyUse {
        EQUALITY,
        ORDER
    }

    /** Shapes of statements that not every database has or has right. */
    enum Feature {
        INNER_JOIN,
        LEFT_JOIN,
        FULL_JOIN,
        /** {@code EXISTS (…)} and {@code NOT EXISTS (…)} correlated by the join condition. */
        SEMI_JOIN,
        AGGREGATE,
        AGGREGATE_FILTER,
        GROUPING_SETS,
        DISTINCT,
        SORT,
        LIMIT,
        UNION_ALL,
        UNION,
        INTERSECT,
        INTERSECT_ALL,
        EXCEPT,
        EXCEPT_ALL,
        VALUES,
        WINDOW,
        /** A derived table that refers to the tables before it. */
        LATERAL,
        /** {@code INSERT … RETURNING}, in the order of the rows inserted. */
        INSERT_RETURNING,
        /** {@code INSERT … ON CONFLICT} over expressions and partial indexes. */
        ON_CONFLICT,
        /** {@code UPDATE … RETURNING} and {@code DELETE … RETURNING}. */
        CHANGE_RETURNING,
        /** The expressions of an UPDATE all see the row as it was before. */
        SIMULTANEOUS_ASSIGNMENT
    }
}
