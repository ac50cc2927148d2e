package io.federator.engine.function;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.rel.PgOperator.Volatility;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects implementations while the catalog is built. An implementation is declared by the signature of the function in
 * {@code pg_proc}, type names as in {@code pg_type}: {@code "substr(text,int4,int4)"}; several signatures of one
 * implementation are separated by spaces. Operators are declared by the function behind them ({@code pg_operator.oprcode}).
 */
public final class FunctionRegistry {
    private final FunctionCatalog catalog;
    private final Map<String, ScalarFactory> scalars = new HashMap<>();
    private final Map<String, SetFactory> sets = new HashMap<>();
    private final Map<String, AggregateFactory> aggregates = new HashMap<>();
    private final List<Own> own = new ArrayList<>();

    FunctionRegistry(FunctionCatalog catalog) {
        this.catalog = catalog;
    }

    /** A function without state that is not called when an argument is null. */
    @FunctionalInterface
    public interface StrictFunction {
        @Nullable Object apply(Object[] args, EvaluationContext context);
    }

    /** Makes the function for one call from the types of its arguments and its result. */
    @FunctionalInterface
    public interface ScalarFactory {
        ScalarFunction create(List<SqlType> arguments, SqlType result);
    }

    /** As {@link ScalarFactory}, for strict functions. */
    @FunctionalInterface
    public interface StrictFactory {
        StrictFunction create(List<SqlType> arguments, SqlType result);
    }

    /** As {@link ScalarFactory}. */
    @FunctionalInterface
    public interface SetFactory {
        SetFunction create(List<SqlType> arguments, SqlType result);
    }

    /** As {@link ScalarFactory}. */
    @FunctionalInterface
    public interface AggregateFactory {
        AggregateFunction create(List<SqlType> arguments, SqlType result);
    }

    /** A function that PostgreSQL does not have. */
    record Own(String name, List<String> arguments, String result, Volatility volatility) {}

    /** The catalog that is being built: for use by implementations when they are created, not by contributors. */
    public FunctionCatalog catalog() {
        return catalog;
    }

    /** null to any null argument. */
    public void strict(String signatures, StrictFunction function) {
        ScalarFunction scalar = strict(function);
        put(scalars, signatures, (arguments, result) -> scalar);
    }

    /** Called with nulls as well. */
    public void lenient(String signatures, ScalarFunction function) {
        put(scalars, signatures, (arguments, result) -> function);
    }

    /** For polymorphic functions: strict, and made for the types of each call. */
    public void strictTyped(String signatures, StrictFactory factory) {
        put(scalars, signatures, (arguments, result) -> strict(factory.create(arguments, result)));
    }

    /** For polymorphic functions that are called with nulls as well. */
    public void lenientTyped(String signatures, ScalarFactory factory) {
        put(scalars, signatures, factory);
    }

    /** A set-returning function; strict ones are given no nulls (the catalog answers no rows for them). */
    public void set(String signatures, SetFactory factory) {
        put(sets, signatures, factory);
    }

    public void aggregate(String signatures, AggregateFactory factory) {
        put(aggregates, signatures, factory);
    }

    /** Declares a function that {@code pg_proc} does not have, to be given an implementation as any other. */
    public void declare(String name, String result, String... arguments) {
        own.add(new Own(name, List.of(arguments), result, Volatility.IMMUTABLE));
    }

    /** The same for a function without arguments that has an effect. */
    public void declareEffect(String name, List<String> arguments, String result) {
        own.add(new Own(name, arguments, result, Volatility.VOLATILE));
    }

    @Nullable ScalarFactory scalar(String signature) {
        return scalars.get(signature);
    }

    @Nullable SetFactory set(String signature) {
        return sets.get(signature);
    }

    @Nullable AggregateFactory aggregate(String signature) {
        return aggregates.get(signature);
    }

    List<Own> ownFunctions() {
        return own;
    }

    /** All that is declared, so that a misspelt signature can be found. */
    List<String> signatures() {
        List<String> all = new ArrayList<>(scalars.keySet());
        all.addAll(sets.keySet());
        all.addAll(aggregates.keySet());
        return all;
    }

    static ScalarFunction strict(StrictFunction function) {
        return (args, context) -> {
            for (Object arg : args) {
                if (arg == null) {
                    return null;
                }
            }
            return function.apply(args, context);
        };
    }

    private static <T> void put(Map<String, T> map, String signatures, T value) {
        for (String signature : signatures.split(" ")) {
            if (map.put(signature, value) != null) {
                throw new IllegalStateException("declared twice: " + signature);
            }
        }
    }
}
