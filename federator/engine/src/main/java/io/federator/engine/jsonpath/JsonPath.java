package io.federator.engine.jsonpath;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A SQL/JSON path.
 *
 * @param strict whether a structure that the path does not expect is an error
 */
public record JsonPath(boolean strict, Node root) {
    /** An expression, a predicate or a step. */
    public sealed interface Node {}

    /** JSON's null. */
    public record Null() implements Node {}

    public record Bool(boolean value) implements Node {}

    public record Text(String value) implements Node {}

    public record Numeric(java.math.BigDecimal value) implements Node {}

    /** {@code $name}. */
    public record Variable(String name) implements Node {}

    /** {@code $}. */
    public record Root() implements Node {}

    /** {@code @}, what a filter looks at. */
    public record Current() implements Node {}

    /** The subscript of the last item. */
    public record Last() implements Node {}

    /** Steps from what {@code head} gives. */
    public record Path(Node head, List<Step> steps) implements Node {
        public Path {
            steps = List.copyOf(steps);
        }
    }

    /** {@code +} or {@code -} in front. */
    public record Unary(String operator, Node operand) implements Node {}

    /** Arithmetic. */
    public record Binary(String operator, Node left, Node right) implements Node {}

    /** Something that is true, false or unknown. */
    public sealed interface Predicate extends Node {}

    /** {@code == <> < <= > >=}, {@code <>} for {@code !=} too. */
    public record Comparison(String operator, Node left, Node right) implements Predicate {}

    public record And(Predicate left, Predicate right) implements Predicate {}

    public record Or(Predicate left, Predicate right) implements Predicate {}

    public record Not(Predicate operand) implements Predicate {}

    public record IsUnknown(Predicate operand) implements Predicate {}

    public record Exists(Node operand) implements Predicate {}

    public record StartsWith(Node left, Node prefix) implements Predicate {}

    /** @param flags in the order in which they are printed */
    public record LikeRegex(Node left, String pattern, String flags) implements Predicate {}

    /** From one value to others. */
    public sealed interface Step {}

    /** {@code .name}. */
    public record Member(String name) implements Step {}

    /** {@code .*}. */
    public record AnyMember() implements Step {}

    /** {@code [*]}. */
    public record AnyItem() implements Step {}

    /** {@code [a, b to c]}. */
    public record Items(List<Range> ranges) implements Step {
        public Items {
            ranges = List.copyOf(ranges);
        }
    }

    /** {@code to} is null for a single subscript. */
    public record Range(Node from, @Nullable Node to) {}

    /** {@code .**}, with the levels that are meant; {@link #LAST} stands for the innermost. */
    public record Descend(int first, int last) implements Step {
        public static final int LAST = Integer.MAX_VALUE;
    }

    /** {@code .name(arguments)}. */
    public record Method(String name, List<String> arguments) implements Step {
        public Method {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code ?(…)}. */
    public record Filter(Predicate predicate) implements Step {}

    /** As {@code jsonpath} is printed. */
    @Override
    public String toString() {
        return JsonPathPrinter.print(this);
    }
}
