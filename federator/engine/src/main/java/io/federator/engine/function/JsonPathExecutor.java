package io.federator.engine.function;

import io.federator.engine.format.JsonTree;
import io.federator.engine.format.JsonTree.Arr;
import io.federator.engine.format.JsonTree.Num;
import io.federator.engine.format.JsonTree.Obj;
import io.federator.engine.format.JsonTree.Str;
import io.federator.engine.jsonpath.JsonPath;
import io.federator.engine.jsonpath.JsonPath.*;
import io.federator.engine.regex.RegexOptions;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a SQL/JSON path means in a value: in lax mode arrays open by themselves and what is missing is nothing, in strict
 * mode both are errors. One object serves one search.
 */
final class JsonPathExecutor {
    private final JsonPath path;
    private final JsonTree root;
    private final JsonTree variables;
    private final RegexCache regexes;
    private boolean lenient;
    private boolean throwing;
    private int innermostSize = -1;

    JsonPathExecutor(JsonPath path, JsonTree root, JsonTree variables, boolean silent, RegexCache regexes) {
        if (!(variables instanceof Obj)) {
            throw new SqlException(SqlState.INVALID_PARAMETER_VALUE, "\"vars\" argument is not an object")
                    .withDetail("Jsonpath parameters should be encoded as key-value pairs of \"vars\" object.");
        }
        this.path = path;
        this.root = root;
        this.variables = variables;
        this.regexes = regexes;
        this.lenient = !path.strict();
        this.throwing = !silent;
    }

    /** Adds what is found, up to the first failure. */
    void find(List<JsonTree> found) {
        node(path.root(), root, found);
    }

    /** Whether anything is found: true, false, or null for a failure before that. */
    @Nullable Boolean exists() {
        return exists(path.root(), root);
    }

    /** What made {@link #exists} answer null. */
    SqlException failure() {
        try {
            find(new ArrayList<>());
        } catch (JsonPathFailure e) {
            return e.error();
        }
        throw new IllegalStateException("a path that fails only where existence is asked for");
    }

    private boolean lax() {
        return !path.strict();
    }

    private void node(Node node, JsonTree current, List<JsonTree> found) {
        switch (node) {
            case Null n -> found.add(new JsonTree.Null());
            case Bool(boolean value) -> found.add(new JsonTree.Bool(value));
            case Text(String value) -> found.add(new Str(value));
            case Numeric(BigDecimal value) -> found.add(new Num(value));
            case Variable(String name) -> found.add(variable(name));
            case Root r -> found.add(root);
            case Current c -> found.add(current);
            case Last l -> found.add(new Num(BigDecimal.valueOf(innermostSize - 1L)));
            case Unary unary -> unary(unary, current, found);
            case Binary binary -> found.add(binary(binary, current));
            case Predicate predicate -> {
                Boolean truth = truth(predicate, current);
                found.add(truth == null ? new JsonTree.Null() : new JsonTree.Bool(truth));
            }
            case Path(Node head, List<Step> steps) -> {
                List<JsonTree> heads = new ArrayList<>();
                node(head, current, heads);
                for (JsonTree item : heads) {
                    steps(steps, item, found, lax());
                }
            }
        }
    }

    private JsonTree variable(String name) {
        JsonTree value = variables.member(name);
        if (value == null) {
            throw new SqlException(SqlState.UNDEFINED_OBJECT, "could not find jsonpath variable \"" + name + "\"");
        }
        return value;
    }

    /** @param unwrap whether the first step opens an array that it is not made for */
    private void steps(List<Step> steps, JsonTree item, List<JsonTree> found, boolean unwrap) {
        if (steps.isEmpty()) {
            found.add(item);
            return;
        }
        Step step = steps.getFirst();
        List<Step> rest = steps.subList(1, steps.size());
        boolean opens = unwrap && item instanceof Arr && JsonPathMethods.opensArrays(step);
        if (opens) {
            ((Arr) item).items().forEach(inner -> steps(steps, inner, found, false));
            return;
        }
        switch (step) {
            case Member(String name) -> {
                if (item instanceof Obj object) {
                    JsonTree value = object.members().get(name);
                    if (value != null) {
                        steps(rest, value, found, lax());
                    } else if (!lenient) {
                        throw new JsonPathFailure(
                                SqlState.SQL_JSON_MEMBER_NOT_FOUND,
                                "JSON object does not contain key \"" + name + "\"");
                    }
                } else if (!lenient) {
                    throw new JsonPathFailure(
                            SqlState.SQL_JSON_MEMBER_NOT_FOUND,
                            "jsonpath member accessor can only be applied to an object");
                }
            }
            case AnyMember any -> {
                if (item instanceof Obj object) {
                    object.members().values().forEach(value -> steps(rest, value, found, lax()));
                } else if (!lenient) {
                    throw new JsonPathFailure(
                            SqlState.SQL_JSON_OBJECT_NOT_FOUND,
                            "jsonpath wildcard member accessor can only be applied to an object");
                }
            }
            case AnyItem any -> {
                if (item instanceof Arr array) {
                    array.items().forEach(value -> steps(rest, value, found, lax()));
                } else if (lax()) {
                    steps(rest, item, found, lax());
                } else if (!lenient) {
                    throw new JsonPathFailure(
                            SqlState.SQL_JSON_ARRAY_NOT_FOUND,
                            "jsonpath wildcard array accessor can only be applied to an array");
                }
            }
            case Items(List<Range> ranges) -> items(ranges, rest, item, found);
            case Descend(int first, int last) -> {
                boolean before = lenient;
                lenient = true;
                try {
                    if (first == 0) {
                        whole(rest, item, found);
                    }
                    descend(item, 1, first, last, rest, found);
                } finally {
                    lenient = before;
                }
            }
            case Filter(Predicate predicate) -> {
                if (Boolean.TRUE.equals(truth(predicate, item))) {
                    steps(rest, item, found, lax());
                }
            }
            case Method method -> {
                for (JsonTree value : JsonPathMethods.apply(method, item, isRoot(item), lax(), lenient)) {
                    steps(rest, value, found, lax());
                }
            }
        }
    }

    /** As PostgreSQL does, a failure for the whole is forgotten where failures are not thrown and parts are still to come. */
    private void whole(List<Step> rest, JsonTree item, List<JsonTree> found) {
        try {
            steps(rest, item, found, lax());
        } catch (JsonPathFailure e) {
            if (throwing || item.isScalar()) {
                throw e;
            }
        }
    }

    private void descend(JsonTree item, int level, int first, int last, List<Step> rest, List<JsonTree> found) {
        Collection<JsonTree> children = switch (item) {
            case Arr(List<JsonTree> items) -> items;
            case Obj(Map<String, JsonTree> members) -> members.values();
            default -> List.of();
        };
        for (JsonTree child : children) {
            boolean leaf = first == Descend.LAST && last == Descend.LAST && child.isScalar();
            if (level >= first || leaf) {
                steps(rest, child, found, lax());
            }
            if (level < last) {
                descend(child, level + 1, first, last, rest, found);
            }
        }
    }

    private void items(List<Range> ranges, List<Step> rest, JsonTree item, List<JsonTree> found) {
        if (!(item instanceof Arr) && !lax()) {
            if (!lenient) {
                throw new JsonPathFailure(
                        SqlState.SQL_JSON_ARRAY_NOT_FOUND, "jsonpath array accessor can only be applied to an array");
            }
            return;
        }
        List<JsonTree> items = item instanceof Arr array ? array.items() : List.of(item);
        int outer = innermostSize;
        try {
            for (Range range : ranges) {
                innermostSize = items.size();
                int from = subscript(range.from(), item);
                Node last = range.to();
                int to = last == null ? from : subscript(last, item);
                if (!lenient && (from < 0 || from > to || to >= items.size())) {
                    throw new JsonPathFailure(
                            SqlState.INVALID_SQL_JSON_SUBSCRIPT, "jsonpath array subscript is out of bounds");
                }
                for (int i = Math.max(0, from); i <= Math.min(to, items.size() - 1); i++) {
                    steps(rest, items.get(i), found, lax());
                }
            }
        } finally {
            innermostSize = outer;
        }
    }

    private int subscript(Node node, JsonTree current) {
        List<JsonTree> values = new ArrayList<>();
        node(node, current, values);
        return JsonPathTests.subscript(values);
    }

    /** The values of an operand, arrays among them opened in lax mode. */
    private List<JsonTree> operand(Node node, JsonTree current, boolean unwrap) {
        List<JsonTree> values = new ArrayList<>();
        node(node, current, values);
        if (!unwrap || !lax()) {
            return values;
        }
        List<JsonTree> opened = new ArrayList<>();
        for (JsonTree value : values) {
            if (value instanceof Arr(List<JsonTree> items)) {
                opened.addAll(items);
            } else {
                opened.add(value);
            }
        }
        return opened;
    }

    private void unary(Unary unary, JsonTree current, List<JsonTree> found) {
        for (JsonTree value : operand(unary.operand(), current, true)) {
            if (!(value instanceof Num(BigDecimal number))) {
                throw new JsonPathFailure(
                        SqlState.SQL_JSON_NUMBER_NOT_FOUND,
                        "operand of unary jsonpath operator " + unary.operator() + " is not a numeric value");
            }
            found.add(unary.operator().equals("-") ? new Num(number.negate()) : value);
        }
    }

    private JsonTree binary(Binary binary, JsonTree current) {
        List<JsonTree> left = operand(binary.left(), current, true);
        List<JsonTree> right = operand(binary.right(), current, true);
        return JsonPathTests.arithmetic(binary.operator(), left, right);
    }

    /** True, false or null for unknown. */
    private @Nullable Boolean truth(Predicate predicate, JsonTree current) {
        boolean before = throwing;
        throwing = false;
        try {
            return test(predicate, current);
        } finally {
            throwing = before;
        }
    }

    private @Nullable Boolean test(Predicate predicate, JsonTree current) {
        return switch (predicate) {
            case And(Predicate left, Predicate right) -> {
                Boolean first = truth(left, current);
                if (Boolean.FALSE.equals(first)) {
                    yield false;
                }
                Boolean second = truth(right, current);
                yield Boolean.TRUE.equals(second) ? first : second;
            }
            case Or(Predicate left, Predicate right) -> {
                Boolean first = truth(left, current);
                if (Boolean.TRUE.equals(first)) {
                    yield true;
                }
                Boolean second = truth(right, current);
                yield Boolean.FALSE.equals(second) ? first : second;
            }
            case Not(Predicate operand) -> {
                Boolean value = truth(operand, current);
                yield value == null ? null : !value;
            }
            case IsUnknown(Predicate operand) -> truth(operand, current) == null;
            case Exists(Node operand) -> exists(operand, current);
            case Comparison(String operator, Node left, Node right) ->
                pairs(left, right, true, current, (a, b) -> JsonPathTests.compare(operator, a, b));
            case StartsWith(Node left, Node prefix) ->
                pairs(
                        left,
                        prefix,
                        false,
                        current,
                        (a, b) -> a instanceof Str(String text) && b instanceof Str(String start)
                                ? text.startsWith(start)
                                : null);
            case LikeRegex(Node left, String pattern, String flags) -> {
                RegexOptions options = JsonPathTests.options(flags);
                yield pairs(
                        left,
                        new Null(),
                        false,
                        current,
                        (a, b) -> a instanceof Str(String text)
                                ? regexes.compile(pattern, options).matches(text)
                                : null);
            }
        };
    }

    private @Nullable Boolean exists(Node operand, JsonTree current) {
        List<JsonTree> found = new ArrayList<>();
        boolean before = lenient;
        int size = innermostSize;
        try {
            if (lax() && operand instanceof Unary(String sign, Node inner)) {
                // What is no number is left out where only existence is asked for.
                return operand(inner, current, true).stream().anyMatch(Num.class::isInstance);
            }
            node(operand, current, found);
            return !found.isEmpty();
        } catch (JsonPathFailure e) {
            lenient = before;
            innermostSize = size;
            return lax() && !found.isEmpty() ? Boolean.TRUE : null;
        }
    }

    @FunctionalInterface
    private interface Test {
        @Nullable Boolean of(JsonTree left, JsonTree right);
    }

    /** The same object, not one that is equal to it: .keyvalue() numbers objects by where they are. */
    @SuppressWarnings("ReferenceEquality")
    private boolean isRoot(JsonTree item) {
        return item == root;
    }

    private @Nullable Boolean pairs(Node left, Node right, boolean unwrapRight, JsonTree current, Test test) {
        List<JsonTree> lefts;
        List<JsonTree> rights;
        try {
            lefts = operand(left, current, true);
            rights = operand(right, current, unwrapRight);
        } catch (JsonPathFailure e) {
            return null;
        }
        boolean error = false;
        boolean found = false;
        for (JsonTree a : lefts) {
            for (JsonTree b : rights) {
                Boolean result = test.of(a, b);
                if (result == null) {
                    if (!lax()) {
                        return null;
                    }
                    error = true;
                } else if (result) {
                    if (lax()) {
                        return true;
                    }
                    found = true;
                }
            }
        }
        return found ? Boolean.TRUE : error ? null : Boolean.FALSE;
    }
}
