package io.federator.engine.function;

/** The values that {@code pg_proc} has for parameters that a call leaves out. */
final class DefaultValues {
    private DefaultValues() {}

    /** The text form of a parameter's default, which is a literal with or without a cast in all functions that we know. */
    static String text(FunctionSignature signature, int parameter) {
        int first = signature.argumentOids().size() - signature.defaults().size();
        String sql = signature.defaults().get(parameter - first);
        int cast = sql.indexOf("::");
        String literal = cast < 0 ? sql : sql.substring(0, cast);
        return literal.startsWith("'") ? literal.substring(1, literal.length() - 1) : literal;
    }
}
