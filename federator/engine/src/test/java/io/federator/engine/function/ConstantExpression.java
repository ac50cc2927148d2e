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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates an SQL expression of constants straight through a {@link FunctionCatalog}: just enough of the grammar to write
 * tables of expressions, and nothing of the engine that these tables do not test.
 */
final class ConstantExpression {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(?<string>[eEbBxX]?'(?:[^']|'')*')|(?<number>\\d+(?:\\.\\d*)?(?:[eE][+-]?\\d+)?|\\.\\d+(?:[eE][+-]?\\d+)?)"
                + "|(?<word>[A-Za-z_][A-Za-z_0-9]*)|(?<quoted>\"[^\"]*\")|(?<cast>::)|(?<arrow>=>)"
                + "|(?<op>[-+*/<>=~!@#%^&|`?]+)|(?<mark>[(),\\[\\].:]))");

    private final FunctionCatalog catalog;
    private final EvaluationContext context;
    private final List<String> tokens = new ArrayList<>();
    private int at;

    ConstantExpression(FunctionCatalog catalog, EvaluationContext context, String sql) {
        this.catalog = catalog;
        this.context = context;
        Matcher matcher = TOKEN.matcher(sql);
        int end = 0;
        while (end < sql.length() && matcher.find(end) && matcher.start() == end) {
            String token = matcher.group().strip();
            String operator = matcher.group("op");
            // A trailing sign belongs to the next operand unless the operator has one of these characters.
            while (operator != null
                    && token.length() > 1
                    && (token.endsWith("-") || token.endsWith("+"))
                    && token.chars().noneMatch(c -> "~!@#%^&|`?".indexOf(c) >= 0)) {
                token = token.substring(0, token.length() - 1);
            }
            end = matcher.start() + matcher.group().indexOf(token) + token.length();
            tokens.add(token);
        }
        if (!sql.substring(end).isBlank()) {
            throw new IllegalArgumentException("cannot read: " + sql.substring(end));
        }
    }

    record Typed(SqlType type, @Nullable Object value) {}

    Typed evaluate() {
        Typed result = comparison();
        if (at < tokens.size()) {
            throw new IllegalArgumentException("left over: " + tokens.subList(at, tokens.size()));
        }
        return result.type.is(TypeKind.UNKNOWN) ? new Typed(SqlType.TEXT, result.value) : result;
    }

    private String peek() {
        return at < tokens.size() ? tokens.get(at) : "";
    }

    private boolean accept(String token) {
        if (peek().equalsIgnoreCase(token)) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(String token) {
        if (!accept(token)) {
            throw new IllegalArgumentException("expected " + token + " at " + peek());
        }
    }

    private static boolean isOperator(String token) {
        return !token.isEmpty() && "-+*/<>=~!@#%^&|`?".indexOf(token.charAt(0)) >= 0 && !token.equals("=>");
    }

    private Typed comparison() {
        Typed left = other();
        while (List.of("=", "<>", "!=", "<", "<=", ">", ">=").contains(peek())) {
            String symbol = tokens.get(at++);
            left = operator(symbol.equals("!=") ? "<>" : symbol, left, other());
        }
        return left;
    }

    private Typed other() {
        Typed left = isOperator(peek()) && !List.of("+", "-").contains(peek())
                ? operator(tokens.get(at++), null, additive())
                : additive();
        while (isOperator(peek())
                && !List.of("=", "<>", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "%", "^")
                        .contains(peek())) {
            left = operator(tokens.get(at++), left, additive());
        }
        return left;
    }

    private Typed additive() {
        Typed left = multiplicative();
        while (List.of("+", "-").contains(peek())) {
            left = operator(tokens.get(at++), left, multiplicative());
        }
        return left;
    }

    private Typed multiplicative() {
        Typed left = power();
        while (List.of("*", "/", "%").contains(peek())) {
            left = operator(tokens.get(at++), left, power());
        }
        return left;
    }

    private Typed power() {
        Typed left = unary();
        while (accept("^")) {
            left = operator("^", left, unary());
        }
        return left;
    }

    private Typed unary() {
        if (accept("-")) {
            if (Character.isDigit(peek().charAt(0))
                    && !List.of("^", "::").contains(at + 1 < tokens.size() ? tokens.get(at + 1) : "")) {
                return number("-" + tokens.get(at++));
            }
            Typed operand = unary();
            return operator("-", null, operand);
        }
        if (accept("+")) {
            return operator("+", null, unary());
        }
        return postfix(primary());
    }

    private Typed postfix(Typed operand) {
        Typed left = operand;
        while (true) {
            if (accept("::")) {
                left = cast(left, type(), true);
            } else if (accept("[")) {
                left = subscript(left);
            } else if (accept("collate")) {
                at++;
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
            expect("]");
        } while (accept("["));
        List<SqlType> types = arguments.stream().map(Typed::type).toList();
        SqlType element = array.type.element();
        ScalarFunction function = catalog.scalar("array_subscript", types, element == null ? array.type : element);
        return new Typed(
                element == null ? array.type : element,
                function.apply(arguments.stream().map(Typed::value).toArray(), context));
    }

    private Typed primary() {
        String token = peek();
        if (token.isEmpty()) {
            throw new IllegalArgumentException("unexpected end");
        }
        char first = token.charAt(0);
        if (token.endsWith("'")) {
            at++;
            return literal(token);
        }
        if (Character.isDigit(first) || (first == '.' && token.length() > 1)) {
            at++;
            return number(token);
        }
        if (accept("(")) {
            Typed inner = comparison();
            expect(")");
            return inner;
        }
        if (accept("array")) {
            expect("[");
            return array();
        }
        if (token.equalsIgnoreCase("row")) {
            at++;
            expect("(");
            List<Typed> fields = arguments();
            return new Typed(
                    SqlType.of(TypeKind.RECORD),
                    new RowValue(
                            fields.stream()
                                    .map(field -> field.type.is(TypeKind.UNKNOWN) ? SqlType.TEXT : field.type)
                                    .toList(),
                            new ArrayList<>(fields.stream().map(Typed::value).toList())));
        }
        if (accept("null")) {
            return new Typed(SqlType.UNKNOWN, null);
        }
        if (accept("true") || accept("false")) {
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
        if (!accept("]")) {
            do {
                items.add(accept("[") ? array() : comparison());
            } while (accept(","));
            expect("]");
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
        String name = tokens.get(at++).toLowerCase(Locale.ROOT);
        if (accept("(")) {
            return call(name);
        }
        at--;
        SqlType type = type();
        return cast(literal(tokens.get(at++)), type, true);
    }

    private List<Typed> arguments() {
        List<Typed> arguments = new ArrayList<>();
        if (!accept(")")) {
            do {
                arguments.add(comparison());
            } while (accept(","));
            expect(")");
        }
        return arguments;
    }

    private Typed call(String name) {
        List<Typed> arguments = new ArrayList<>();
        List<String> names = new ArrayList<>();
        boolean variadic = false;
        if (!accept(")")) {
            do {
                variadic |= accept("variadic");
                if (at + 1 < tokens.size() && tokens.get(at + 1).equals("=>")) {
                    names.add(tokens.get(at));
                    at += 2;
                }
                arguments.add(comparison());
            } while (accept(","));
            expect(")");
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

    private SqlType type() {
        StringBuilder name = new StringBuilder(tokens.get(at++).toLowerCase(Locale.ROOT));
        if (name.charAt(0) == '"') {
            name = new StringBuilder(
                    name.substring(1, name.length() - 1).equals("char")
                            ? "\"char\""
                            : name.substring(1, name.length() - 1));
        }
        if (name.toString().equals("double")
                || name.toString().equals("character")
                || name.toString().equals("bit")) {
            while (List.of("precision", "varying").contains(peek().toLowerCase(Locale.ROOT))) {
                name.append(' ').append(tokens.get(at++).toLowerCase(Locale.ROOT));
            }
        }
        List<Integer> modifiers = new ArrayList<>();
        if (accept("(")) {
            do {
                int sign = accept("-") ? -1 : 1;
                modifiers.add(sign * Integer.parseInt(tokens.get(at++)));
            } while (accept(","));
            expect(")");
        }
        if (accept("with") || accept("without")) {
            boolean with = tokens.get(at - 1).equalsIgnoreCase("with");
            at += 2;
            name.append(with ? "tz" : "");
        }
        SqlType type = modified(kind(name.toString()), modifiers);
        while (peek().equals("[") && tokens.get(at + 1).equals("]")) {
            at += 2;
            type = SqlType.array(type);
        }
        return type;
    }

    private static TypeKind kind(String name) {
        return switch (name) {
            case "int" -> TypeKind.INT4;
            case "float", "double precision" -> TypeKind.FLOAT8;
            case "character varying" -> TypeKind.VARCHAR;
            case "char", "character" -> TypeKind.BPCHAR;
            case "decimal" -> TypeKind.NUMERIC;
            case "bit varying" -> TypeKind.VARBIT;
            default ->
                Arrays.stream(TypeKind.values())
                        .filter(kind ->
                                kind.typname().equals(name) || kind.display().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no type " + name));
        };
    }

    private static SqlType modified(TypeKind kind, List<Integer> modifiers) {
        if (modifiers.isEmpty()) {
            return kind == TypeKind.BIT ? SqlType.of(kind, 1) : SqlType.of(kind);
        }
        int first = modifiers.getFirst();
        return switch (kind) {
            case NUMERIC -> SqlType.numeric(first, modifiers.size() > 1 ? modifiers.get(1) : 0);
            case VARCHAR, BPCHAR -> SqlType.of(kind, first + 4);
            case INTERVAL -> SqlType.of(kind, (0x7fff << 16) | first);
            default -> SqlType.of(kind, first);
        };
    }
}
