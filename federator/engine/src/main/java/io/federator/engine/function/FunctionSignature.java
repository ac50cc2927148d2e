package io.federator.engine.function;

import io.federator.engine.rel.PgOperator.Volatility;
import java.util.List;

/**
 * A function as {@code pg_proc} declares it. Types are OIDs here because declarations name polymorphic types and types that
 * Federator has no values of.
 *
 * @param oid {@code pg_proc.oid}; 0 for functions of Federator's own
 * @param variadicOid the element type of a VARIADIC last parameter ({@code "any"} for {@code VARIADIC "any"}), or 0
 * @param columnOids the types of the OUT parameters, empty for a plain result
 * @param argumentNames the names of the parameters for named notation; empty when they have none
 * @param defaults SQL text of the defaults of the last parameters
 */
public record FunctionSignature(
        int oid,
        String name,
        Kind kind,
        List<Integer> argumentOids,
        int variadicOid,
        int resultOid,
        boolean returnsSet,
        Volatility volatility,
        boolean strict,
        List<Integer> columnOids,
        List<String> columnNames,
        List<String> argumentNames,
        List<String> defaults) {
    /** What a function is called as. */
    public enum Kind {
        SCALAR,
        OPERATOR,
        AGGREGATE,
        WINDOW,
        SET_RETURNING,
        /** Called with WITHIN GROUP. */
        ORDERED_SET_AGGREGATE,
        /** Called with WITHIN GROUP, its direct arguments matching the sorted ones: {@code rank(…)}. */
        HYPOTHETICAL_SET_AGGREGATE
    }
}
