package io.federator.engine.parser.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An item of FROM. Every alias is null where none is written. */
public sealed interface FromItem extends Node {
    /** The alias, or null. */
    @Nullable Alias alias();

    /** A table, view or common table by its name; {@code only} is FROM ONLY t. */
    record Table(
            Name name,
            boolean only,
            @Nullable Alias alias,
            @Nullable Sample sample,
            int position) implements FromItem {}

    /** {@code TABLESAMPLE method (arguments) REPEATABLE (seed)}. */
    record Sample(
            Name method,
            List<Expression> arguments,
            @Nullable Expression repeatable,
            int position) {
        public Sample {
            arguments = List.copyOf(arguments);
        }
    }

    /** A query in parentheses. */
    record Subquery(Query query, boolean lateral, @Nullable Alias alias, int position) implements FromItem {}

    /**
     * One function, or several zipped by ROWS FROM.
     *
     * @param columns the column definition list behind the alias; empty where none is written
     */
    record FunctionTable(
            List<FunctionItem> functions,
            boolean rowsFrom,
            boolean lateral,
            boolean withOrdinality,
            @Nullable Alias alias,
            List<ColumnDefinition> columns,
            int position)
            implements FromItem {
        public FunctionTable {
            functions = List.copyOf(functions);
            columns = List.copyOf(columns);
        }
    }

    /** A function of FROM; with {@code columns} where ROWS FROM declares them for each. The call may be a special form. */
    record FunctionItem(Expression call, List<ColumnDefinition> columns) {
        public FunctionItem {
            columns = List.copyOf(columns);
        }
    }

    /**
     * JSON_TABLE.
     *
     * @param pathName of the document's own path, or null
     */
    record JsonTable(
            JsonClause.Search search,
            @Nullable String pathName,
            List<JsonColumn> columns,
            JsonClause.@Nullable Behavior onError,
            @Nullable Alias alias,
            int position)
            implements FromItem {
        public JsonTable {
            columns = List.copyOf(columns);
        }
    }

    /**
     * A join. CROSS has no condition; with {@code natural} or {@code using} there is no {@code on}.
     *
     * @param using the columns of USING; empty where there is none
     * @param usingAlias the alias of USING (…) AS a
     */
    record Join(
            JoinKind kind,
            boolean natural,
            FromItem left,
            FromItem right,
            List<String> using,
            @Nullable Alias usingAlias,
            @Nullable Expression on,
            @Nullable Alias alias,
            int position)
            implements FromItem {
        public Join {
            using = List.copyOf(using);
        }
    }

    /** The kinds of join. */
    enum JoinKind {
        INNER,
        LEFT,
        RIGHT,
        FULL,
        CROSS
    }
}
