package io.federator.engine.function;

import io.federator.spi.type.SqlType;
import java.util.List;

/**
 * What a call means.
 *
 * @param callName the name for {@code PgOperator} or {@code PgAggregate} in the tree, from which {@link FunctionCatalog}
 *     finds the same function again by the types of the arguments
 * @param argumentTypes the type that each argument is to be coerced to, in the order of the function's parameters; an
 *     undetermined argument of a parameter of type {@code "any"} stays UNKNOWN
 * @param argumentOrder which of the given arguments goes to each parameter, or -1 for {@code defaults} in that place
 * @param defaults constants for the parameters that named notation left out, null elsewhere and for a NULL
 * @param columns the columns of a set-returning or composite result: one column of the function's name for a plain one
 */
public record ResolvedCall(
        FunctionSignature signature,
        String callName,
        List<SqlType> argumentTypes,
        List<Integer> argumentOrder,
        List<Default> defaults,
        SqlType result,
        List<Column> columns) {

    public ResolvedCall {
        argumentTypes = List.copyOf(argumentTypes);
        argumentOrder = List.copyOf(argumentOrder);
        defaults = List.copyOf(defaults);
        columns = List.copyOf(columns);
    }

    public FunctionSignature.Kind kind() {
        return signature.kind();
    }

    /** A column of the result. */
    public record Column(String name, SqlType type) {}

    /** A parameter that was left out. {@code text} is the value's text form in the parameter's type. */
    public record Default(int parameter, String text) {}
}
