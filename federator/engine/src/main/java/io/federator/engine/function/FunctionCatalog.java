package io.federator.engine.function;

import io.federator.engine.function.FunctionRegistry.AggregateFactory;
import io.federator.engine.function.FunctionRegistry.ScalarFactory;
import io.federator.engine.function.FunctionRegistry.SetFactory;
import io.federator.engine.names.PgTypes;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's functions, operators, casts, aggregates and orderings: which one a call means (the manual's chapter 10) and
 * what it computes. Every function of PostgreSQL 18 is known for resolution; one without an implementation is refused with
 * 0A000 when it is asked for. Immutable and thread-safe; one for the whole process.
 */
public final class FunctionCatalog {
    private final PgTypes types = new PgTypes();
    private final CastRules castRules = new CastRules(types);
    private final CommonTypes commonTypes = new CommonTypes(types, castRules);
    private final PolymorphicTypes polymorphic = new PolymorphicTypes(types, castRules, commonTypes);
    private final FunctionTables tables = new FunctionTables(types);
    private final FunctionResolver functions = new FunctionResolver(types, castRules, tables, polymorphic);
    private final OperatorResolver operators = new OperatorResolver(types, castRules, tables, polymorphic);
    private final FunctionRegistry registry = new FunctionRegistry(this);
    private final Casts casts = new Casts(types, castRules);
    private final CallBinding binding;

    private FunctionCatalog(List<FunctionFamily> families) {
        families.forEach(family -> family.contribute(registry));
        registry.ownFunctions().forEach(tables::declare);
        binding = new CallBinding(this, types, tables, registry);
    }

    /** PostgreSQL 18's catalog. */
    public static FunctionCatalog postgresql() {
        return new FunctionCatalog(FunctionFamilies.ALL);
    }

    /**
     * The function that a call means.
     *
     * @param name {@code [schema,] name}
     * @param arguments the types of the arguments; UNKNOWN is an untyped literal or an undetermined parameter
     * @param variadic whether the last argument is marked VARIADIC
     * @throws SqlException 42883 none, 42725 several
     */
    public ResolvedCall function(List<String> name, List<SqlType> arguments, boolean variadic) {
        return function(name, arguments, List.of(), variadic);
    }

    /** The same with named notation: {@code argumentNames} belong to the last arguments; empty for none. */
    public ResolvedCall function(
            List<String> name, List<SqlType> arguments, List<String> argumentNames, boolean variadic) {
        if (isOurs(name)) {
            return functions.resolve(String.join(".", name), arguments, argumentNames, variadic);
        }
        if (!isInPgCatalog(name)) {
            throw new SqlException(
                            SqlState.UNDEFINED_FUNCTION,
                            "function " + String.join(".", name) + "("
                                    + String.join(
                                            ", ",
                                            arguments.stream()
                                                    .map(type -> types.display(type.oid()))
                                                    .toList())
                                    + ") does not exist")
                    .withHint("No function matches the given name and argument types. "
                            + "You might need to add explicit type casts.");
        }
        return functions.resolve(name.getLast(), arguments, argumentNames, variadic);
    }

    /** Whether there is any function of this name, whatever its arguments. */
    public boolean hasFunction(List<String> name) {
        return isOurs(name)
                || (isInPgCatalog(name) && !tables.functions(name.getLast()).isEmpty());
    }

    /** All functions of {@code pg_proc} that take and give ordinary values. */
    public Collection<FunctionSignature> functions() {
        return tables.all();
    }

    /** The operator that an expression means; {@code left} is null for a prefix operator. */
    public ResolvedCall operator(List<String> name, @Nullable SqlType left, @Nullable SqlType right) {
        if (!isInPgCatalog(name)) {
            throw new SqlException(SqlState.UNDEFINED_FUNCTION, "operator does not exist: " + String.join(".", name));
        }
        return operators.resolve(name.getLast(), left, right);
    }

    public boolean canCast(SqlType from, SqlType to, CastContext context) {
        return from.is(TypeKind.UNKNOWN) || castRules.method(from.oid(), to.oid(), context) != null;
    }

    /** Whether a value of {@code from} is one of {@code to} as it stands, such as varchar and text. */
    public boolean isBinaryCoercible(SqlType from, SqlType to) {
        boolean oids = from.kind().isOid() || to.kind().isOid();
        return oids == (from.kind().isOid() && to.kind().isOid()) && castRules.isBinaryCoercible(from.oid(), to.oid());
    }

    /**
     * Conversion with the modifier of {@code to}: cut or rounded as by CAST when explicit, else as by assignment. Strict.
     *
     * @throws SqlException 42846 when PostgreSQL has no such cast
     */
    public ScalarFunction cast(SqlType from, SqlType to, boolean explicit) {
        return FunctionRegistry.strict(casts.conversion(from, to, explicit));
    }

    /**
     * The type that UNION, CASE, COALESCE, VALUES, ARRAY or GREATEST gives to its inputs.
     *
     * @param construct as PostgreSQL's message names it
     * @throws SqlException 42804 {@code UNION types integer and text cannot be matched}
     */
    public SqlType commonType(String construct, List<SqlType> inputs) {
        SqlType first = inputs.getFirst();
        if (!first.is(TypeKind.UNKNOWN) && inputs.stream().allMatch(first::equals)) {
            return first;
        }
        return types.sqlType(
                commonTypes.select(construct, inputs.stream().map(SqlType::oid).toList()));
    }

    /**
     * What a call in a tree computes.
     *
     * @param name {@link ResolvedCall#callName}
     * @throws SqlException 0A000 when Federator cannot compute it
     */
    public ScalarFunction scalar(String name, List<SqlType> arguments, SqlType result) {
        return binding.scalar(name, arguments, result);
    }

    public SetFunction set(String name, List<SqlType> arguments, SqlType result) {
        SetFactory factory = binding.find(name, arguments, registry::set);
        FunctionSignature signature =
                functions.resolve(name, arguments, List.of(), false).signature();
        SetFunction function = factory.create(arguments, result);
        return !signature.strict()
                ? function
                : (args, context) -> {
                    for (Object arg : args) {
                        if (arg == null) {
                            return Collections.emptyIterator();
                        }
                    }
                    return function.rows(args, context);
                };
    }

    public AggregateFunction aggregate(String name, List<SqlType> arguments, SqlType result) {
        AggregateFactory factory = binding.find(name, arguments, registry::aggregate);
        return factory.create(arguments, result);
    }

    /** Whether {@link #scalar}, {@link #set} or {@link #aggregate} can compute it: some of PostgreSQL's are only known. */
    public boolean isImplemented(ResolvedCall call) {
        return binding.isImplemented(call);
    }

    /** PostgreSQL's order of a type's values; nulls within arrays and rows come last. */
    public Comparator<Object> order(SqlType type) {
        return Ordering.of(type);
    }

    /** An object whose {@code equals} and {@code hashCode} are the equality of the type in SQL. */
    public Object hashKey(SqlType type, Object value) {
        return HashKeys.key(type, value);
    }

    /** Whether there is a default order: for ORDER BY, comparisons, sort-based grouping. */
    public boolean isOrderable(SqlType type) {
        return Ordering.isOrderable(type);
    }

    /** Whether there is equality: for GROUP BY, DISTINCT, UNION. */
    public boolean isComparable(SqlType type) {
        return Ordering.isComparable(type);
    }

    /** Whether PostgreSQL can hash the type: a UNION of a recursive query needs that. */
    public boolean isHashable(SqlType type) {
        return Ordering.isHashable(type);
    }

    ResolvedCall resolve(String name, List<SqlType> arguments) {
        return functions.resolve(name, arguments, List.of(), false);
    }

    ResolvedCall resolveSpread(String name, List<SqlType> arguments) {
        return functions.resolve(name, arguments, List.of(), true);
    }

    /** Signatures that were declared for functions that PostgreSQL does not have: mistakes. */
    List<String> misdeclared() {
        return binding.misdeclared();
    }

    static <T> T require(@Nullable T factory, String what) {
        if (factory == null) {
            throw new SqlException(SqlState.FEATURE_NOT_SUPPORTED, what + " is not supported by Federator");
        }
        return factory;
    }

    /** The functions of the schema federator are declared under their full names. */
    private boolean isOurs(List<String> name) {
        return name.size() == 2
                && name.getFirst().equals("federator")
                && !tables.functions(String.join(".", name)).isEmpty();
    }

    private static boolean isInPgCatalog(List<String> name) {
        // The helpers of information_schema, which some drivers call, all begin with _pg_.
        String schema = name.getLast().startsWith("_pg_") ? "information_schema" : "pg_catalog";
        return name.size() == 1 || (name.size() == 2 && name.getFirst().equals(schema));
    }

    ScalarFactory scalarFactory(String key) {
        return require(registry.scalar(key), "function " + key);
    }
}
