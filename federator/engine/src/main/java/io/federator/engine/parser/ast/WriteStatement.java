package io.federator.engine.parser.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement that changes rows. The position of each is that of its first word. */
public sealed interface WriteStatement extends Statement {
    /**
     * INSERT.
     *
     * @param columns empty where none are written
     * @param source null for DEFAULT VALUES
     * @param overriding null where OVERRIDING is not written
     * @param onConflict null where not written
     * @param returning empty where not written
     */
    record Insert(
            @Nullable With with,
            FromItem.Table table,
            List<Assignment.AssignedColumn> columns,
            @Nullable Overriding overriding,
            @Nullable Query source,
            @Nullable OnConflict onConflict,
            Returning returning,
            int position)
            implements WriteStatement {
        public Insert {
            columns = List.copyOf(columns);
        }
    }

    /** What OVERRIDING … VALUE says about identity columns. */
    enum Overriding {
        USER,
        SYSTEM
    }

    /** RETURNING; without targets where none is written. {@code old} and {@code new} are the names given by WITH, or null. */
    record Returning(
            List<Target> targets,
            @Nullable String oldName,
            @Nullable String newName) {
        public Returning {
            targets = List.copyOf(targets);
        }
    }

    /** UPDATE. */
    record Update(
            @Nullable With with,
            FromItem.Table table,
            List<Assignment> assignments,
            List<FromItem> from,
            @Nullable Expression where,
            Returning returning,
            int position)
            implements WriteStatement {
        public Update {
            assignments = List.copyOf(assignments);
            from = List.copyOf(from);
        }
    }

    /** DELETE. */
    record Delete(
            @Nullable With with,
            FromItem.Table table,
            List<FromItem> using,
            @Nullable Expression where,
            Returning returning,
            int position)
            implements WriteStatement {
        public Delete {
            using = List.copyOf(using);
        }
    }

    /** MERGE. */
    record Merge(
            @Nullable With with,
            FromItem.Table table,
            FromItem source,
            Expression on,
            List<When> whens,
            Returning returning,
            int position)
            implements WriteStatement {
        public Merge {
            whens = List.copyOf(whens);
        }
    }

    /**
     * A WHEN of MERGE.
     *
     * @param condition null where none is written
     */
    record When(Match match, @Nullable Expression condition, Action action, int position) implements Node {}

    /** Which rows a WHEN is for. */
    enum Match {
        MATCHED,
        NOT_MATCHED_BY_TARGET,
        NOT_MATCHED_BY_SOURCE
    }

    /** What a WHEN does. */
    sealed interface Action extends Node {
        record Nothing(int position) implements Action {}

        record Delete(int position) implements Action {}

        record Update(List<Assignment> assignments, int position) implements Action {
            public Update {
                assignments = List.copyOf(assignments);
            }
        }

        /** @param values empty for DEFAULT VALUES */
        record Insert(
                List<Assignment.AssignedColumn> columns,
                @Nullable Overriding overriding,
                List<Expression> values,
                int position)
                implements Action {
            public Insert {
                columns = List.copyOf(columns);
                values = List.copyOf(values);
            }
        }
    }

    /** TRUNCATE. */
    record Truncate(List<FromItem.Table> tables, boolean restartIdentity, boolean cascade, int position)
            implements WriteStatement {
        public Truncate {
            tables = List.copyOf(tables);
        }
    }

    /** LOCK TABLE; the mode in lower case with blanks, such as {@code access exclusive}. */
    record Lock(List<FromItem.Table> tables, String mode, boolean nowait, int position) implements WriteStatement {
        public Lock {
            tables = List.copyOf(tables);
        }
    }
}
