package io.federator.engine.function;

import io.federator.engine.function.FunctionSignature.Kind;
import io.federator.engine.names.PgTypes;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the function that a call means: the manual's 10.3. */
final class FunctionResolver {
    /** Marks a call whose last argument is an array for {@code VARIADIC "any"}. */
    static final String SPREAD = "variadic ";
    /** Marks a call such as {@code int4(x)} that is a cast. */
    static final String CAST = "cast ";

    private final PgTypes types;
    private final CastRules casts;
    private final FunctionTables tables;
    private final PolymorphicTypes polymorphic;
    private final OverloadChoice<Candidate> choice;

    FunctionResolver(PgTypes types, CastRules casts, FunctionTables tables, PolymorphicTypes polymorphic) {
        this.types = types;
        this.casts = casts;
        this.tables = tables;
        this.polymorphic = polymorphic;
        this.choice = new OverloadChoice<>(types, casts, polymorphic);
    }

    /**
     * A function as it would be called with the given number of arguments.
     *
     * @param arguments the parameter type for each given argument, in the order given
     * @param order as in {@link ResolvedCall#argumentOrder}
     */
    record Candidate(FunctionSignature signature, List<Integer> arguments, List<Integer> order, boolean expanded)
            implements OverloadChoice.Candidate {}

    ResolvedCall resolve(String name, List<SqlType> given, List<String> argumentNames, boolean variadic) {
        List<Integer> inputs = given.stream().map(SqlType::oid).toList();
        List<Candidate> candidates = candidates(name, inputs.size(), argumentNames, variadic);
        for (Candidate candidate : candidates) {
            if (candidate.arguments.equals(inputs)) {
                return call(candidate, inputs, given, variadic);
            }
        }
        if (inputs.size() == 1 && argumentNames.isEmpty()) {
            ResolvedCall cast = typeCast(name, inputs.getFirst());
            if (cast != null) {
                return cast;
            }
        }
        List<Candidate> matching = choice.matching(candidates, inputs);
        if (matching.isEmpty()) {
            throw new SqlException(
                            SqlState.UNDEFINED_FUNCTION,
                            "function " + describe(name, inputs, argumentNames) + " does not exist")
                    .withHint("No function matches the given name and argument types. "
                            + "You might need to add explicit type casts.");
        }
        Candidate chosen = matching.size() == 1 ? matching.getFirst() : choice.select(matching, inputs);
        if (chosen == null) {
            throw new SqlException(
                            SqlState.AMBIGUOUS_FUNCTION,
                            "function " + describe(name, inputs, argumentNames) + " is not unique")
                    .withHint("Could not choose a best candidate function. "
                            + "You might need to add explicit type casts.");
        }
        return call(chosen, inputs, given, variadic);
    }

    private List<Candidate> candidates(String name, int count, List<String> names, boolean variadic) {
        List<Candidate> found = new ArrayList<>();
        for (FunctionSignature signature : tables.functions(name)) {
            Candidate candidate = candidate(signature, count, names, variadic);
            if (candidate == null) {
                continue;
            }
            // Of two that take the same types the one that needs neither expansion nor defaults hides the other.
            int same = indexOfSame(found, candidate.arguments);
            if (same < 0) {
                found.add(candidate);
            } else if (found.get(same).expanded && !candidate.expanded) {
                found.set(same, candidate);
            }
        }
        return found;
    }

    private static int indexOfSame(List<Candidate> found, List<Integer> arguments) {
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i).arguments.equals(arguments)) {
                return i;
            }
        }
        return -1;
    }

    private static @Nullable Candidate candidate(
            FunctionSignature signature, int count, List<String> names, boolean variadic) {
        List<Integer> declared = signature.argumentOids();
        if (!names.isEmpty()) {
            return named(signature, count, names);
        }
        List<Integer> inOrder = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            inOrder.add(i);
        }
        if (signature.variadicOid() != 0 && !variadic && count >= declared.size()) {
            List<Integer> expanded = new ArrayList<>(declared.subList(0, declared.size() - 1));
            while (expanded.size() < count) {
                expanded.add(signature.variadicOid());
            }
            return new Candidate(signature, expanded, inOrder, true);
        }
        if (declared.size() == count) {
            return new Candidate(signature, declared, inOrder, false);
        }
        if (count < declared.size()
                && count >= declared.size() - signature.defaults().size()) {
            List<Integer> order = new ArrayList<>(inOrder);
            order.addAll(Collections.nCopies(declared.size() - count, -1));
            return new Candidate(signature, declared.subList(0, count), order, true);
        }
        return null;
    }

    private static @Nullable Candidate named(FunctionSignature signature, int count, List<String> names) {
        List<Integer> declared = signature.argumentOids();
        if (signature.argumentNames().size() != declared.size() || count > declared.size()) {
            return null;
        }
        int positional = count - names.size();
        List<Integer> order = new ArrayList<>(Collections.nCopies(declared.size(), -1));
        List<Integer> arguments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int parameter = i < positional ? i : signature.argumentNames().indexOf(names.get(i - positional));
            if (parameter < 0 || order.get(parameter) >= 0) {
                return null;
            }
            order.set(parameter, i);
            arguments.add(declared.get(parameter));
        }
        int firstDefault = declared.size() - signature.defaults().size();
        for (int i = 0; i < firstDefault; i++) {
            if (order.get(i) < 0) {
                return null;
            }
        }
        return new Candidate(signature, arguments, order, count < declared.size());
    }

    /** {@code int4(x)}: a type's name used as a function, where the conversion needs no function. */
    private @Nullable ResolvedCall typeCast(String name, int input) {
        PgTypes.Row target = types.byName(name);
        if (target == null || !types.isKnown(target.oid()) || target.nature() == 'p') {
            return null;
        }
        CastRules.Method method = input == PgTypes.UNKNOWN
                ? CastRules.Method.TEXT
                : casts.method(input, target.oid(), CastContext.EXPLICIT);
        if (method != CastRules.Method.RELABEL && method != CastRules.Method.TEXT) {
            return null;
        }
        if (method == CastRules.Method.TEXT && input == PgTypes.RECORD && target.category() == 'S') {
            return null;
        }
        SqlType result = types.sqlType(target.oid());
        SqlType from = input == PgTypes.UNKNOWN ? SqlType.TEXT : types.sqlType(input);
        FunctionSignature signature = new FunctionSignature(
                0,
                name,
                Kind.SCALAR,
                List.of(input),
                0,
                target.oid(),
                false,
                io.federator.engine.rel.PgOperator.Volatility.STABLE,
                true,
                List.of(),
                List.of(),
                List.of(),
                List.of());
        return new ResolvedCall(
                signature,
                CAST + name,
                List.of(from),
                List.of(0),
                List.of(),
                result,
                List.of(new ResolvedCall.Column(name, result)));
    }

    private ResolvedCall call(Candidate candidate, List<Integer> inputs, List<SqlType> given, boolean variadic) {
        FunctionSignature signature = candidate.signature;
        if (variadic && signature.variadicOid() == 0) {
            throw new SqlException(
                            SqlState.UNDEFINED_FUNCTION,
                            "function " + describe(signature.name(), inputs, List.of()) + " does not exist")
                    .withHint("No function matches the given name and argument types. "
                            + "You might need to add explicit type casts.");
        }
        boolean spread = variadic && signature.variadicOid() == PgTypes.ANY;
        if (spread && types.element(inputs.getLast()) == 0 && inputs.getLast() != PgTypes.UNKNOWN) {
            throw new SqlException(SqlState.DATATYPE_MISMATCH, "VARIADIC argument must be an array");
        }
        PolymorphicTypes.Binding binding = polymorphic.bind(inputs, candidate.arguments, signature.resultOid());
        List<SqlType> perArgument = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            int type = binding.arguments().get(i);
            perArgument.add(type == PgTypes.ANY || type == PgTypes.ANYARRAY ? given.get(i) : types.sqlType(type));
        }
        List<SqlType> arguments = new ArrayList<>();
        List<ResolvedCall.Default> defaults = new ArrayList<>();
        for (int parameter = 0; parameter < candidate.order.size(); parameter++) {
            int argument = candidate.order.get(parameter);
            if (argument >= 0) {
                arguments.add(perArgument.get(argument));
            } else {
                arguments.add(types.sqlType(signature.argumentOids().get(parameter)));
                defaults.add(new ResolvedCall.Default(parameter, DefaultValues.text(signature, parameter)));
            }
        }
        SqlType result = types.sqlType(binding.result());
        String callName = spread ? SPREAD + signature.name() : signature.name();
        return new ResolvedCall(
                signature, callName, arguments, candidate.order, defaults, result, columns(signature, result, inputs));
    }

    private List<ResolvedCall.Column> columns(FunctionSignature signature, SqlType result, List<Integer> inputs) {
        if (signature.columnOids().size() < 2) {
            String name = signature.columnNames().isEmpty()
                    ? signature.name()
                    : signature.columnNames().getFirst();
            return List.of(new ResolvedCall.Column(name, result));
        }
        List<ResolvedCall.Column> columns = new ArrayList<>();
        for (int i = 0; i < signature.columnOids().size(); i++) {
            int oid = polymorphic
                    .bind(
                            inputs,
                            signature.argumentOids(),
                            signature.columnOids().get(i))
                    .result();
            columns.add(new ResolvedCall.Column(signature.columnNames().get(i), types.sqlType(oid)));
        }
        return columns;
    }

    private String describe(String name, List<Integer> inputs, List<String> argumentNames) {
        List<String> words = new ArrayList<>();
        int positional = inputs.size() - argumentNames.size();
        for (int i = 0; i < inputs.size(); i++) {
            String type = types.display(inputs.get(i));
            words.add(i < positional ? type : argumentNames.get(i - positional) + " => " + type);
        }
        return words.stream().collect(Collectors.joining(", ", name + "(", ")"));
    }
}
