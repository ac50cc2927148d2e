package io.federator.engine.parser.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The clauses of SQL/JSON's query functions and of JSON_TABLE. */
public sealed interface JsonClause extends Node {
    /**
     * A JSON document, or an argument of PASSING.
     *
     * @param formatted whether FORMAT JSON is written
     * @param encoding that of FORMAT JSON, or null
     */
    record Value(
            Expression value, boolean formatted, @Nullable String encoding, int position) implements JsonClause {}

    /** {@code PASSING value AS name}. */
    record Argument(Value value, String name, int position) implements JsonClause {}

    /** RETURNING; {@code formatted} where FORMAT JSON is written. */
    record Output(
            TypeName type, boolean formatted, @Nullable String encoding, int position) implements JsonClause {}

    /** What ON EMPTY or ON ERROR asks for; the value is that of DEFAULT. */
    record Behavior(Kind kind, @Nullable Expression value, int position) implements JsonClause {
        /** The kinds of behavior. */
        public enum Kind {
            ERROR,
            NULL,
            TRUE,
            FALSE,
            UNKNOWN,
            EMPTY_ARRAY,
            EMPTY_OBJECT,
            DEFAULT;

            /** As it is written. */
            @Override
            public String toString() {
                return name().replace('_', ' ');
            }
        }
    }

    /** How results are wrapped in an array. */
    enum Wrapper {
        UNSPECIFIED,
        NONE,
        CONDITIONAL,
        UNCONDITIONAL
    }

    /** Whether strings keep their quotes. */
    enum Quotes {
        UNSPECIFIED,
        KEEP,
        OMIT
    }

    /** The clauses that say how what a path finds becomes a value. Both behaviors are null where they are not written. */
    record Shape(
            Wrapper wrapper,
            Quotes quotes,
            @Nullable Behavior onEmpty,
            @Nullable Behavior onError,
            int position) implements JsonClause {}

    /**
     * A document, the path into it, and the path's variables.
     *
     * @param path an expression of type jsonpath
     */
    record Search(Value document, Expression path, List<Argument> passing, int position) implements JsonClause {
        public Search {
            passing = List.copyOf(passing);
        }
    }
}
