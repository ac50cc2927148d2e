package io.federator.engine.parser.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One SQL statement. */
public sealed interface Statement extends Node
        permits Statement.Select,
                SessionStatement,
                WriteStatement,
                Statement.Explain,
                Statement.Prepare,
                Statement.Execute,
                Statement.Deallocate,
                Statement.DeclareCursor,
                Statement.Fetch,
                Statement.CloseCursor,
                Statement.Copy,
                Statement.Call,
                Statement.Unsupported {
    /** A query: SELECT, VALUES, TABLE. */
    record Select(Query query) implements Statement {
        @Override
        public int position() {
            return query.position();
        }
    }

    /** EXPLAIN with its options, the old words (ANALYZE, VERBOSE) among them. */
    record Explain(List<Option> options, Statement statement, int position) implements Statement {
        public Explain {
            options = List.copyOf(options);
        }
    }

    /**
     * An option of EXPLAIN or COPY, its name folded to lower case.
     *
     * @param values the words, strings and numbers that were written as text; empty for none, more than one only for a list
     */
    record Option(String name, List<String> values, int position) {
        public Option {
            values = List.copyOf(values);
        }
    }

    /** PREPARE; the types are those of the first parameters. */
    record Prepare(String name, List<TypeName> types, Statement statement, int position) implements Statement {
        public Prepare {
            types = List.copyOf(types);
        }
    }

    /** EXECUTE. */
    record Execute(String name, List<Expression> arguments, int position) implements Statement {
        public Execute {
            arguments = List.copyOf(arguments);
        }
    }

    /** DEALLOCATE; null for ALL. */
    record Deallocate(@Nullable String name, int position) implements Statement {}

    /** DECLARE … CURSOR. */
    record DeclareCursor(
            String name,
            boolean binary,
            Sensitivity sensitivity,
            Scroll scroll,
            boolean withHold,
            Query query,
            int position)
            implements Statement {}

    /** Whether a cursor sees later changes, as written. */
    enum Sensitivity {
        UNSPECIFIED,
        INSENSITIVE,
        ASENSITIVE,
        /** An error, but not of syntax. */
        CONTRADICTORY
    }

    /** Whether a cursor can go back, as written. */
    enum Scroll {
        UNSPECIFIED,
        SCROLL,
        NO_SCROLL,
        /** An error, but not of syntax. */
        CONTRADICTORY
    }

    /**
     * FETCH, or with {@code move} MOVE.
     *
     * @param count rows for FORWARD and BACKWARD ({@link #ALL_ROWS} for ALL), the place for ABSOLUTE and RELATIVE; it may be
     *     negative
     */
    record Fetch(String cursor, FetchDirection direction, long count, boolean move, int position) implements Statement {
        /** The count that means all that are left. */
        public static final long ALL_ROWS = Long.MAX_VALUE;
    }

    /** The directions of {@link Fetch}; FIRST is ABSOLUTE 1, LAST is ABSOLUTE -1, NEXT FORWARD 1, PRIOR BACKWARD 1. */
    enum FetchDirection {
        FORWARD,
        BACKWARD,
        ABSOLUTE,
        RELATIVE
    }

    /** CLOSE; null for ALL. */
    record CloseCursor(@Nullable String name, int position) implements Statement {}

    /**
     * COPY. Exactly one of {@code table} and {@code source} is non-null; {@code source} is a query, or a write with
     * RETURNING.
     *
     * @param from true for COPY … FROM
     * @param endpoint what data is read from or written to
     * @param file the file or program; null for STDIN and STDOUT
     * @param where the condition of COPY … FROM
     */
    record Copy(
            @Nullable Name table,
            List<String> columns,
            @Nullable Statement source,
            boolean from,
            CopyEndpoint endpoint,
            @Nullable String file,
            List<Option> options,
            @Nullable Expression where,
            int position)
            implements Statement {
        public Copy {
            columns = List.copyOf(columns);
            options = List.copyOf(options);
        }
    }

    /** The places of COPY's data. */
    enum CopyEndpoint {
        CLIENT,
        FILE,
        PROGRAM
    }

    /** CALL of a procedure. */
    record Call(Expression.FunctionCall call, int position) implements Statement {}

    /**
     * A statement of PostgreSQL's that we refuse with {@code 0A000}, known by its command tag, such as {@code CREATE TABLE}.
     * Its text has not been checked beyond its first words.
     */
    record Unsupported(String commandTag, int position) implements Statement {}
}
