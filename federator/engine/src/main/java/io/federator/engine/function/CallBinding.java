package io.federator.engine.function;

import io.federator.engine.format.TextFormat;
import io.federator.engine.function.FunctionRegistry.ScalarFactory;
import io.federator.engine.function.FunctionTables.Operator;
import io.federator.engine.names.PgTypes;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.ArrayValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** From a name in a tree and the types of its operands to the implementation. */
final class CallBinding {
    private final FunctionCatalog catalog;
    private final PgTypes types;
    private final FunctionTables tables;
    private final FunctionRegistry registry;

    CallBinding(FunctionCatalog catalog, PgTypes types, FunctionTables tables, FunctionRegistry registry) {
        this.catalog = catalog;
        this.types = types;
        this.tables = tables;
        this.registry = registry;
    }

    ScalarFunction scalar(String name, List<SqlType> arguments, SqlType result) {
        if (name.startsWith(FunctionResolver.CAST)) {
            return catalog.cast(arguments.getFirst(), result, true);
        }
        switch (name) {
            case "array_subscript" -> {
                return (args, context) -> ArraySubscripts.subscript(args);
            }
            case "current_of" -> {
                return (args, context) -> context.currentKey((int) Objects.requireNonNull(args[0]));
            }
            case "array_assign" -> {
                SqlType element = Objects.requireNonNull(result.element());
                return (args, context) -> ArrayAssignment.item(args, element);
            }
            case "array_assign_slice" -> {
                SqlType element = Objects.requireNonNull(result.element());
                return (args, context) -> ArrayAssignment.slice(args, element);
            }
            case "array_slice" -> {
                return (args, context) -> ArraySubscripts.slice(args);
            }
            default -> {}
        }
        boolean spread = name.startsWith(FunctionResolver.SPREAD);
        if (isSymbol(name)) {
            return operator(name, arguments, result);
        }
        ResolvedCall call = spread
                ? catalog.resolveSpread(name.substring(FunctionResolver.SPREAD.length()), arguments)
                : resolve(name, arguments);
        ScalarFactory factory = implementation(call.signature());
        if (spread) {
            List<SqlType> types = new ArrayList<>(call.argumentTypes());
            SqlType element = types.getLast().element();
            types.set(types.size() - 1, element == null ? types.getLast() : element);
            ScalarFunction function = factory.create(types, result);
            // To format() a null array is one without elements, to all others an unknown value.
            boolean emptyForNull = call.signature().name().equals("format");
            return (args, context) -> {
                @Nullable Object[] flat = spread(args);
                if (flat == null && emptyForNull) {
                    return function.apply(Arrays.copyOf(args, args.length - 1), context);
                }
                return flat == null ? null : function.apply(flat, context);
            };
        }
        return coerced(factory, call, arguments, result);
    }

    <T> T find(String name, List<SqlType> arguments, Function<String, @Nullable T> lookup) {
        ResolvedCall call = resolve(name, arguments);
        String key = tables.key(call.signature());
        return FunctionCatalog.require(lookup.apply(key), "function " + key);
    }

    /** The function of a call whose VARIADIC array is an ordinary argument by now. */
    private ResolvedCall resolve(String name, List<SqlType> arguments) {
        try {
            return catalog.resolve(name, arguments);
        } catch (SqlException e) {
            if (arguments.isEmpty() || arguments.getLast().element() == null) {
                throw e;
            }
            return catalog.resolveSpread(name, arguments);
        }
    }

    boolean isImplemented(ResolvedCall call) {
        if (call.callName().startsWith(FunctionResolver.CAST)) {
            return true;
        }
        FunctionSignature function = call.signature();
        if (function.kind() == FunctionSignature.Kind.OPERATOR) {
            FunctionSignature behind = tables.function(function.oid());
            return behind != null
                    && (registry.scalar(tables.key(behind)) != null
                            || isComparison(call.callName(), call.argumentTypes()));
        }
        String key = tables.key(function);
        if (function.kind() == FunctionSignature.Kind.SCALAR) {
            return implementationOrNull(function) != null;
        }
        return registry.scalar(key) != null || registry.set(key) != null || registry.aggregate(key) != null;
    }

    List<String> misdeclared() {
        Set<String> known = new HashSet<>();
        tables.all().forEach(signature -> known.add(tables.key(signature)));
        registry.ownFunctions().forEach(own -> known.add(own.name() + "(" + String.join(",", own.arguments()) + ")"));
        return registry.signatures().stream()
                .filter(signature -> !known.contains(signature))
                .sorted()
                .toList();
    }

    private ScalarFunction operator(String symbol, List<SqlType> arguments, SqlType result) {
        ResolvedCall call = arguments.size() == 1
                ? catalog.operator(List.of(symbol), null, arguments.getFirst())
                : catalog.operator(List.of(symbol), arguments.get(0), arguments.get(1));
        FunctionSignature behind = tables.function(call.signature().oid());
        ScalarFactory factory = behind == null ? null : registry.scalar(tables.key(behind));
        if (factory == null && isComparison(symbol, call.argumentTypes())) {
            factory = (argumentTypes, resultType) -> Comparisons.operator(catalog, symbol, argumentTypes);
        }
        return coerced(
                FunctionCatalog.require(factory, "operator " + symbol + " of " + call.argumentTypes()),
                call,
                arguments,
                result);
    }

    private static boolean isComparison(String symbol, List<SqlType> arguments) {
        return arguments.size() == 2 && Comparisons.isOperator(symbol) && Comparisons.common(arguments) != null;
    }

    private ScalarFactory implementation(FunctionSignature signature) {
        return FunctionCatalog.require(implementationOrNull(signature), "function " + tables.key(signature));
    }

    private @Nullable ScalarFactory implementationOrNull(FunctionSignature signature) {
        ScalarFactory factory = registry.scalar(tables.key(signature));
        if (factory != null) {
            return factory;
        }
        PgTypes.Row type = types.byName(signature.name());
        if (type != null
                && type.oid() == signature.resultOid()
                && signature.argumentOids().size() == 1) {
            return (arguments, result) -> catalog.cast(arguments.getFirst(), result, true);
        }
        // A comparison called by the name of its function, such as int4eq(1, 2).
        for (List<Operator> operators : tables.operators()) {
            for (Operator operator : operators) {
                if (operator.function() == signature.oid()) {
                    List<SqlType> types = operator.arguments().stream()
                            .map(this.types::sqlType)
                            .toList();
                    if (isComparison(operator.symbol(), types)) {
                        return (arguments, result) -> Comparisons.operator(catalog, operator.symbol(), arguments);
                    }
                }
            }
        }
        return null;
    }

    /** The function with its arguments converted where the tree has other types, and with those left out supplied. */
    private ScalarFunction coerced(ScalarFactory factory, ResolvedCall call, List<SqlType> given, SqlType result) {
        List<SqlType> wanted = call.argumentTypes();
        int declared = call.signature().argumentOids().size();
        int count = wanted.size();
        boolean collects = call.signature().variadicOid() != 0
                && call.signature().variadicOid() != PgTypes.ANY
                && (count > declared || !isArray(wanted.getLast(), call, declared));
        List<SqlType> passed = collects ? collectedTypes(wanted, declared) : wanted;
        ScalarFunction function = factory.create(passed, result);
        ScalarFunction[] casts = new ScalarFunction[given.size()];
        boolean plain = !collects && call.defaults().isEmpty();
        for (int i = 0; i < given.size(); i++) {
            if (!catalog.isBinaryCoercible(given.get(i).bare(), wanted.get(i).bare())) {
                casts[i] = catalog.cast(given.get(i), wanted.get(i), false);
                plain = false;
            }
        }
        if (plain) {
            return function;
        }
        return (args, context) -> {
            @Nullable Object[] all = Arrays.copyOf(args, count);
            for (int i = 0; i < casts.length; i++) {
                if (casts[i] != null) {
                    all[i] = casts[i].apply(new Object[] {args[i]}, context);
                }
            }
            for (ResolvedCall.Default omitted : call.defaults()) {
                all[omitted.parameter()] = TextFormat.parse(wanted.get(omitted.parameter()), omitted.text(), context);
            }
            return function.apply(collects ? collect(all, declared, passed.getLast()) : all, context);
        };
    }

    private boolean isArray(SqlType last, ResolvedCall call, int declared) {
        int parameter = call.signature().argumentOids().get(declared - 1);
        return parameter == last.oid()
                || ((parameter == PgTypes.ANYARRAY || parameter == PgTypes.ANYCOMPATIBLEARRAY)
                        && types.element(last.oid()) != 0);
    }

    private static List<SqlType> collectedTypes(List<SqlType> wanted, int declared) {
        List<SqlType> passed = new ArrayList<>(wanted.subList(0, declared - 1));
        passed.add(SqlType.array(wanted.get(declared - 1)));
        return passed;
    }

    private static @Nullable Object[] collect(@Nullable Object[] all, int declared, SqlType array) {
        @Nullable Object[] passed = Arrays.copyOf(all, declared);
        SqlType element = array.element();
        if (element == null) {
            throw new SqlException(SqlState.INTERNAL_ERROR, "no array: " + array);
        }
        passed[declared - 1] = ArrayValue.of(element, Arrays.asList(all).subList(declared - 1, all.length));
        return passed;
    }

    private static @Nullable Object @Nullable [] spread(@Nullable Object[] args) {
        if (!(args[args.length - 1] instanceof ArrayValue last)) {
            return null;
        }
        List<@Nullable Object> flat = new ArrayList<>(Arrays.asList(args).subList(0, args.length - 1));
        flat.addAll(last.values());
        return flat.toArray();
    }

    private static boolean isSymbol(String name) {
        return "+-*/<>=~!@#%^&|`?".indexOf(name.charAt(0)) >= 0;
    }
}
