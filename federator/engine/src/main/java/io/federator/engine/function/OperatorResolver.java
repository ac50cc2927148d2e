package io.federator.engine.function;

import io.federator.engine.function.FunctionTables.Operator;
import io.federator.engine.names.PgTypes;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the operator that an expression means: the manual's 10.2. */
final class OperatorResolver {
    private final PgTypes types;
    private final FunctionTables tables;
    private final PolymorphicTypes polymorphic;
    private final OverloadChoice<Operator> choice;

    OperatorResolver(PgTypes types, CastRules casts, FunctionTables tables, PolymorphicTypes polymorphic) {
        this.types = types;
        this.tables = tables;
        this.polymorphic = polymorphic;
        this.choice = new OverloadChoice<>(types, casts, polymorphic);
    }

    ResolvedCall resolve(String symbol, @Nullable SqlType left, @Nullable SqlType right) {
        List<SqlType> given = new ArrayList<>();
        if (left != null) {
            given.add(left);
        }
        if (right != null) {
            given.add(right);
        }
        List<Integer> inputs = given.stream().map(SqlType::oid).toList();
        Operator operator = find(symbol, inputs);
        FunctionSignature function = tables.function(operator.function());
        if (function == null) {
            throw new SqlException(SqlState.FEATURE_NOT_SUPPORTED, "operator " + symbol + " is not supported");
        }
        PolymorphicTypes.Binding binding = polymorphic.bind(inputs, operator.arguments(), operator.result());
        List<SqlType> arguments =
                binding.arguments().stream().map(types::sqlType).toList();
        SqlType result = types.sqlType(binding.result());
        FunctionSignature signature = new FunctionSignature(
                function.oid(),
                function.name(),
                FunctionSignature.Kind.OPERATOR,
                operator.arguments(),
                0,
                operator.result(),
                false,
                function.volatility(),
                function.strict(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        List<Integer> order = arguments.size() == 1 ? List.of(0) : List.of(0, 1);
        return new ResolvedCall(
                signature,
                symbol,
                arguments,
                order,
                List.of(),
                result,
                List.of(new ResolvedCall.Column("?column?", result)));
    }

    private Operator find(String symbol, List<Integer> inputs) {
        List<Operator> candidates = tables.operators(symbol).stream()
                .filter(operator -> operator.arguments().size() == inputs.size())
                .toList();
        List<Integer> exact = withoutUnknown(inputs);
        for (Operator candidate : candidates) {
            if (candidate.arguments().equals(exact)) {
                return candidate;
            }
        }
        List<Operator> matching = choice.matching(candidates, inputs);
        if (matching.isEmpty()) {
            throw new SqlException(SqlState.UNDEFINED_FUNCTION, "operator does not exist: " + describe(symbol, inputs))
                    .withHint(
                            inputs.size() == 1
                                    ? "No operator matches the given name and argument type. "
                                            + "You might need to add an explicit type cast."
                                    : "No operator matches the given name and argument types. "
                                            + "You might need to add explicit type casts.");
        }
        Operator chosen = matching.size() == 1 ? matching.getFirst() : choice.select(matching, inputs);
        if (chosen == null) {
            throw new SqlException(SqlState.AMBIGUOUS_FUNCTION, "operator is not unique: " + describe(symbol, inputs))
                    .withHint("Could not choose a best candidate operator. "
                            + "You might need to add explicit type casts.");
        }
        return chosen;
    }

    /** An untyped operand is first taken to be of the other operand's type. */
    private static List<Integer> withoutUnknown(List<Integer> inputs) {
        if (inputs.size() == 2) {
            int left = inputs.get(0);
            int right = inputs.get(1);
            if (left == PgTypes.UNKNOWN) {
                return List.of(right, right);
            }
            if (right == PgTypes.UNKNOWN) {
                return List.of(left, left);
            }
        }
        return inputs;
    }

    private String describe(String symbol, List<Integer> inputs) {
        return inputs.size() == 1
                ? symbol + " " + types.display(inputs.getFirst())
                : types.display(inputs.get(0)) + " " + symbol + " " + types.display(inputs.get(1));
    }
}
