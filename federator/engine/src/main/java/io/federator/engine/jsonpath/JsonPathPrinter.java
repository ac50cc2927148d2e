package io.federator.engine.jsonpath;

import io.federator.engine.jsonpath.JsonPath.*;
import io.federator.spi.value.JsonString;

/** The canonical text of a path. */
final class JsonPathPrinter {
    private final StringBuilder out = new StringBuilder();

    private JsonPathPrinter() {}

    static String print(JsonPath path) {
        JsonPathPrinter printer = new JsonPathPrinter();
        if (path.strict()) {
            printer.out.append("strict ");
        }
        printer.node(path.root(), true);
        return printer.out.toString();
    }

    private static int priority(Node node) {
        return switch (node) {
            case Or or -> 0;
            case And and -> 1;
            case Comparison comparison -> 2;
            case StartsWith startsWith -> 2;
            case Binary binary ->
                binary.operator().equals("+") || binary.operator().equals("-") ? 3 : 4;
            case Unary unary -> 5;
            default -> 6;
        };
    }

    private void node(Node node, boolean brackets) {
        switch (node) {
            case Null n -> out.append("null");
            case Bool(boolean value) -> out.append(value);
            case Text(String value) -> quote(value);
            case Numeric(java.math.BigDecimal value) -> out.append(value.toPlainString());
            case Variable(String name) -> {
                out.append('$');
                quote(name);
            }
            case Root root -> out.append('$');
            case Current current -> out.append('@');
            case Last last -> out.append("last");
            case Path(Node head, var steps) -> {
                node(head, true);
                steps.forEach(this::step);
            }
            case Unary(String operator, Node operand) -> {
                open(brackets);
                out.append(operator);
                node(operand, priority(operand) <= priority(node));
                close(brackets);
            }
            case Binary(String operator, Node left, Node right) -> binary(node, operator, left, right, brackets);
            case Comparison(String operator, Node left, Node right) ->
                binary(node, operator.equals("<>") ? "!=" : operator, left, right, brackets);
            case And(Predicate left, Predicate right) -> binary(node, "&&", left, right, brackets);
            case Or(Predicate left, Predicate right) -> binary(node, "||", left, right, brackets);
            case StartsWith(Node left, Node prefix) -> binary(node, "starts with", left, prefix, brackets);
            case Not(Predicate operand) -> {
                out.append("!(");
                node(operand, false);
                out.append(')');
            }
            case IsUnknown(Predicate operand) -> {
                out.append('(');
                node(operand, false);
                out.append(") is unknown");
            }
            case Exists(Node operand) -> {
                out.append("exists (");
                node(operand, false);
                out.append(')');
            }
            case LikeRegex(Node left, String pattern, String flags) -> {
                open(brackets);
                node(left, priority(left) <= priority(node));
                out.append(" like_regex ");
                quote(pattern);
                if (!flags.isEmpty()) {
                    out.append(" flag \"").append(flags).append('"');
                }
                close(brackets);
            }
        }
    }

    private void open(boolean brackets) {
        out.append(brackets ? "(" : "");
    }

    private void close(boolean brackets) {
        out.append(brackets ? ")" : "");
    }

    private void binary(Node node, String operator, Node left, Node right, boolean brackets) {
        open(brackets);
        node(left, priority(left) <= priority(node));
        out.append(' ').append(operator).append(' ');
        node(right, priority(right) <= priority(node));
        close(brackets);
    }

    private void step(Step step) {
        switch (step) {
            case Member(String name) -> {
                out.append('.');
                quote(name);
            }
            case AnyMember any -> out.append(".*");
            case AnyItem any -> out.append("[*]");
            case Items(var ranges) -> {
                String separator = "[";
                for (Range range : ranges) {
                    out.append(separator);
                    node(range.from(), false);
                    Node to = range.to();
                    if (to != null) {
                        out.append(" to ");
                        node(to, false);
                    }
                    separator = ",";
                }
                out.append(']');
            }
            case Descend(int first, int last) -> {
                out.append(".**");
                if (first == last) {
                    out.append('{').append(level(first)).append('}');
                } else if (first != 0 || last != Descend.LAST) {
                    out.append('{')
                            .append(level(first))
                            .append(" to ")
                            .append(level(last))
                            .append('}');
                }
            }
            case Method(String name, var arguments) -> {
                out.append('.').append(name).append('(');
                String separator = "";
                for (String argument : arguments) {
                    out.append(separator);
                    if (argument.startsWith("\"")) {
                        quote(argument.substring(1));
                    } else {
                        out.append(argument);
                    }
                    separator = ",";
                }
                out.append(')');
            }
            case Filter(Predicate predicate) -> {
                out.append("?(");
                node(predicate, false);
                out.append(')');
            }
        }
    }

    private static String level(int level) {
        return level == Descend.LAST ? "last" : Integer.toString(level);
    }

    private void quote(String text) {
        JsonString.quote(out, text);
    }
}
