package io.federator.engine.function;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.format.TextFormat;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import io.federator.spi.value.ArrayValue;
import io.federator.spi.value.BitString;
import io.federator.spi.value.RowValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates an SQL expression of constants straight through a {@link FunctionCatalog}: just enough of the grammar to write
 * tables of expressions, and nothing of the engine that these tables do not test.
 */
final class ConstantExpression {
    private final FunctionCatalog catalog;
    private final EvaluationContext context;
    private final ConstantReader tokens;

    ConstantExpression(FunctionCatalog catalog, EvaluationContext context, String sql) {
        this.catalog = catalog;
        this.context = context;
        this.tokens = new ConstantReader(sql);
    }

    record Typed(SqlType type, @Nullable Object value) {}

    Typed evaluate() {
        Typed result = comparison();
        tokens.expectEnd();
        return result.type.is(TypeKind.UNKNOWN) ? new Typed(SqlType.TEXT, result.value) : result;
    }

    private Typed comparison() {
        Typed left = other();
        while (List.of("=", "<>", "!=", "<", "<=", ">", ">=").contains(tokens.peek())) {
            String symbol = tokens.next();
            left = operator(symbol.equals("!=") ? "<>" : symbol, left, other());
        }
        return left;
    }

    private Typed other() {
        Typed left =
                ConstantReader.isOperator(tokens.peek()) && !List.of("+", "-").contains(tokens.peek())
                        ? operator(tokens.next(), null, additive())
                        : additive();
        while (ConstantReader.isOperator(tokens.peek())
                && !List.of("=", "<>", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "%", "^")
                        .contains(tokens.peek())) {
            left = operator(tokens.next(), left, additive());
        }
        return left;
    }

    private Typed additive() {
        Typed left = multiplicative();
        while (List.of("+", "-").contains(tokens.peek())) {
            left = operator(tokens.next(), left, multiplicative());
        }
        return left;
    }

    private Typed multiplicative() {
        Typed left = power();
        while (List.of("*", "/", "%").contains(tokens.peek())) {
            left = operator(tokens.next(), left, power());
        }
        return left;
    }

    private Typed power() {
        Typed left = unary();
        while (tokens.accept("^")) {
            left = operator("^", left, unary());
        }
        return left;
    }

    private Typed unary() {
        if (tokens.accept("-")) {
            if (Character.isDigit(tokens.peek().charAt(0))
                    && !List.of("^", "::").contains(tokens.second())) {
                return number("-" + tokens.next());
            }
            Typed operand = unary();
            return operator("-", null, operand);
        }
        if (tokens.accept("+")) {
            return operator("+", null, unary());
        }
        return postfix(primary());
    }

    private Typed postfix(Typed operand) {
        Typed left = operand;
        while (true) {
            if (tokens.accept("::")) {
                left = cast(left, tokens.type(), true);
            } else if (tokens.accept("[")) {
                left = subscript(left);
            } else if (tokens.accept("collate")) {
                tokens.next();
            } else {
                return left;
            }
        }
    }

    private Typed subscript(Typed array) {
        List<Typed> arguments = new ArrayList<>();
        arguments.add(array);
        do {
            arguments.add(cast(comparison(), SqlType.INT4, false));
            tokens.expect("]");
        } while (tokens.accept("["));
        List<SqlType> types = arguments.stream().map(Typed::type).toList();
        SqlType element = array.type.element();
        ScalarFunction function = catalog.scalar("array_subscript", types, element == null ? array.type : element);
        return new Typed(
                element == null ? array.type : element,
                function.apply(arguments.stream().map(Typed::value).toArray(), context));
    }

    private Typed primary() {
        String token = tokens.peek();
        if (token.isEmpty()) {
            throw new IllegalArgumentException("unexpected end");
        }
        char first = token.charAt(0);
        if (token.endsWith("'")) {
            tokens.next();
            return literal(token);
        }
        if (Character.isDigit(first) || (first == '.' && token.length() > 1)) {
            tokens.next();
            return number(token);
        }
        if (tokens.accept("(")) {
            Typed inner = comparison();
            tokens.expect(")");
            return inner;
        }
        if (tokens.accept("array")) {
            tokens.expect("[");
            return array();
        }
        if (token.equalsIgnoreCase("row")) {
            tokens.next();
            tokens.expect("(");
            List<Typed> fields = arguments();
            return new Typed(
                    SqlType.of(TypeKind.RECORD),
                    new RowValue(
                            fields.stream()
                                    .map(field -> field.type.is(TypeKind.UNKNOWN) ? SqlType.TEXT : field.type)
                                    .toList(),
                            new ArrayList<>(fields.stream().map(Typed::value).toList())));
        }
        if (tokens.accept("null")) {
            return new Typed(SqlType.UNKNOWN, null);
        }
        if (tokens.accept("true") || tokens.accept("false")) {
            return new Typed(SqlType.BOOL, token.equalsIgnoreCase("true"));
        }
        return name();
    }

    private static Typed literal(String token) {
        char prefix = Character.toLowerCase(token.charAt(0));
        String text =
                token.substring(token.indexOf('\'') + 1, token.length() - 1).replace("''", "'");
        return switch (prefix) {
            case 'e' -> new Typed(SqlType.UNKNOWN, text.translateEscapes());
            case 'b' -> new Typed(SqlType.of(TypeKind.BIT), new BitString(text));
            case 'x' ->
                new Typed(
                        SqlType.of(TypeKind.BIT),
                        TextFormat.parse(SqlType.of(TypeKind.BIT), "x" + text, TestContext.UTC));
            default -> new Typed(SqlType.UNKNOWN, text);
        };
    }

    private static Typed number(String token) {
        BigDecimal value = new BigDecimal(token.endsWith(".") ? token + "0" : token);
        if (token.chars().allMatch(c -> Character.isDigit(c) || c == '-')) {
            if (value.longValue() == value.intValue()) {
                return new Typed(SqlType.INT4, value.intValueExact());
            }
            if (value.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0) {
                return new Typed(SqlType.INT8, value.longValueExact());
            }
        }
        return new Typed(SqlType.NUMERIC, TextFormat.parse(SqlType.NUMERIC, token, TestContext.UTC));
    }

    private Typed array() {
        List<Typed> items = new ArrayList<>();
        if (!tokens.accept("]")) {
            do {
                items.add(tokens.accept("[") ? array() : comparison());
            } while (tokens.accept(","));
            tokens.expect("]");
        }
        if (items.isEmpty()) {
            return new Typed(SqlType.array(SqlType.TEXT), ArrayValue.of(SqlType.TEXT, List.of()));
        }
        SqlType common =
                catalog.commonType("ARRAY", items.stream().map(Typed::type).toList());
        List<@Nullable Object> values = new ArrayList<>();
        for (Typed item : items) {
            values.add(cast(item, common, false).value);
        }
        if (values.getFirst() instanceof ArrayValue nested) {
            List<@Nullable Object> flat = new ArrayList<>();
            values.forEach(value -> flat.addAll(((ArrayValue) value).values()));
            List<Integer> lengths = new ArrayList<>(List.of(values.size()));
            lengths.addAll(nested.lengths());
            return new Typed(
                    common,
                    new ArrayValue(
                            nested.element(),
                            lengths,
                            lengths.stream().map(length -> 1).toList(),
                            flat));
        }
        return new Typed(SqlType.array(common), ArrayValue.of(common, values));
    }

    private Typed name() {
        if (tokens.second().equals("(")) {
            String name = tokens.next().toLowerCase(Locale.ROOT);
            tokens.expect("(");
            return call(name);
        }
        SqlType type = tokens.type();
        return cast(literal(tokens.next()), type, true);
    }

    private List<Typed> arguments() {
        List<Typed> arguments = new ArrayList<>();
        if (!tokens.accept(")")) {
            do {
                arguments.add(comparison());
            } while (tokens.accept(","));
            tokens.expect(")");
        }
        return arguments;
    }

    private Typed call(String name) {
        List<Typed> arguments = new ArrayList<>();
        List<String> names = new ArrayList<>();
        boolean variadic = false;
        if (!tokens.accept(")")) {
            do {
                variadic |= tokens.accept("variadic");
                if (tokens.second().equals("=>")) {
                    names.add(tokens.next());
                    tokens.expect("=>");
                }
                arguments.add(comparison());
            } while (tokens.accept(","));
            tokens.expect(")");
        }
        List<SqlType> types = arguments.stream().map(Typed::type).toList();
        ResolvedCall call = catalog.function(List.of(name), types, names, variadic);
        @Nullable Object[] values = new Object[call.argumentTypes().size()];
        for (int i = 0; i < values.length; i++) {
            int argument = call.argumentOrder().get(i);
            if (argument >= 0) {
                values[i] = cast(arguments.get(argument), call.argumentTypes().get(i), false).value;
            }
        }
        call.defaults()
                .forEach(omitted -> values[omitted.parameter()] =
                        TextFormat.parse(call.argumentTypes().get(omitted.parameter()), omitted.text(), context));
        return switch (call.kind()) {
            case SET_RETURNING -> rows(call, values);
            default ->
                new Typed(
                        call.result(),
                        catalog.scalar(call.callName(), call.argumentTypes(), call.result())
                                .apply(values, context));
        };
    }

    /** The rows of a set-returning function as one array of their texts. */
    private Typed rows(ResolvedCall call, @Nullable Object[] values) {
        Iterator<@Nullable Object[]> rows = catalog.set(call.callName(), call.argumentTypes(), call.result())
                .rows(values, context);
        List<@Nullable Object> texts = new ArrayList<>();
        rows.forEachRemaining(row -> {
            if (row.length == 1) {
                Object value = row[0];
                texts.add(
                        value == null
                                ? null
                                : TextFormat.print(call.columns().getFirst().type(), value, context));
            } else {
                List<SqlType> types =
                        call.columns().stream().map(ResolvedCall.Column::type).toList();
                texts.add(TextFormat.print(
                        SqlType.of(TypeKind.RECORD), new RowValue(types, Arrays.asList(row)), context));
            }
        });
        return new Typed(SqlType.array(SqlType.TEXT), ArrayValue.of(SqlType.TEXT, texts));
    }

    private Typed operator(String symbol, @Nullable Typed left, Typed right) {
        ResolvedCall call = catalog.operator(List.of(symbol), left == null ? null : left.type, right.type);
        List<Typed> operands = left == null ? List.of(right) : List.of(left, right);
        @Nullable Object[] values = new Object[operands.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = cast(operands.get(i), call.argumentTypes().get(i), false).value;
        }
        return new Typed(
                call.result(),
                catalog.scalar(call.callName(), call.argumentTypes(), call.result())
                        .apply(values, context));
    }

    private Typed cast(Typed from, SqlType to, boolean explicit) {
        if (from.type.equals(to) || to.is(TypeKind.UNKNOWN) || to.is(TypeKind.ANYARRAY)) {
            return from;
        }
        return new Typed(to, catalog.cast(from.type, to, explicit).apply(new Object[] {from.value}, context));
    }
}
