package io.federator.engine.function;

import java.util.List;

/**
 * How one of SQL/JSON's query functions treats what its path finds. A call carries it in its operator's name, so that calls that
 * differ in it are different calls.
 *
 * @param omitQuotes whether strings lose their quotes
 */
public record JsonQuerySpec(Kind kind, Wrapper wrapper, boolean omitQuotes, Handling onEmpty, Handling onError) {
    private static final String PREFIX = "json search ";

    /** The functions. */
    public enum Kind {
        EXISTS,
        QUERY,
        VALUE
    }

    /** When results are wrapped in an array. */
    public enum Wrapper {
        NONE,
        CONDITIONAL,
        UNCONDITIONAL
    }

    /**
     * What is returned where nothing is found, or where the search fails.
     *
     * @param shown how it is written, for messages
     */
    public record Handling(Means means, String shown) {
        public static final Handling NULL = new Handling(Means.NULL, "NULL");
        public static final Handling ERROR = new Handling(Means.ERROR, "ERROR");

        /** The ways. */
        public enum Means {
            ERROR,
            NULL,
            /** A value of the result's type. */
            VALUE,
            /** A jsonb value that is yet to be converted to the result's type. */
            JSON
        }
    }

    public static boolean isOne(String operator) {
        return operator.startsWith(PREFIX);
    }

    /** The operator's name. */
    public String operator() {
        return PREFIX
                + String.join(
                        ",",
                        kind.name(),
                        wrapper.name(),
                        omitQuotes ? "OMIT" : "KEEP",
                        onEmpty.means.name(),
                        onEmpty.shown,
                        onError.means.name(),
                        onError.shown);
    }

    /** What {@link #operator} has written. */
    public static JsonQuerySpec parse(String operator) {
        List<String> parts = List.of(operator.substring(PREFIX.length()).split(",", -1));
        return new JsonQuerySpec(
                Kind.valueOf(parts.get(0)),
                Wrapper.valueOf(parts.get(1)),
                parts.get(2).equals("OMIT"),
                new Handling(Handling.Means.valueOf(parts.get(3)), parts.get(4)),
                new Handling(Handling.Means.valueOf(parts.get(5)), parts.get(6)));
    }

    /** As the function is called in messages. */
    String function() {
        return "JSON_" + kind.name();
    }
}
