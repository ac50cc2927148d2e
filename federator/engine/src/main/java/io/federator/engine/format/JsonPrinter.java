package io.federator.engine.format;

import io.federator.engine.format.JsonTree.Arr;
import io.federator.engine.format.JsonTree.Bool;
import io.federator.engine.format.JsonTree.Num;
import io.federator.engine.format.JsonTree.Obj;
import io.federator.engine.format.JsonTree.Str;
import io.federator.spi.value.JsonString;
import java.util.Map;

/** Writes JSON. */
public final class JsonPrinter {
    private JsonPrinter() {}

    static void compact(StringBuilder out, JsonTree tree) {
        switch (tree) {
            case JsonTree.Null n -> out.append("null");
            case Bool(boolean value) -> out.append(value);
            case Num(var value) -> out.append(value.toPlainString());
            case Str(String value) -> quote(out, value);
            case Arr(var items) -> {
                out.append('[');
                String separator = "";
                for (JsonTree item : items) {
                    compact(out.append(separator), item);
                    separator = ", ";
                }
                out.append(']');
            }
            case Obj(var members) -> {
                out.append('{');
                String separator = "";
                for (Map.Entry<String, JsonTree> member : members.entrySet()) {
                    quote(out.append(separator), member.getKey());
                    compact(out.append(": "), member.getValue());
                    separator = ", ";
                }
                out.append('}');
            }
        }
    }

    /** {@code jsonb_pretty}. */
    public static String pretty(JsonTree tree) {
        StringBuilder out = new StringBuilder();
        pretty(out, tree, 0);
        return out.toString();
    }

    private static void pretty(StringBuilder out, JsonTree tree, int depth) {
        switch (tree) {
            case Arr(var items) -> {
                out.append('[');
                String separator = "\n";
                for (JsonTree item : items) {
                    pretty(out.append(separator).repeat(' ', 4 * (depth + 1)), item, depth + 1);
                    separator = ",\n";
                }
                out.append('\n').repeat(' ', 4 * depth).append(']');
            }
            case Obj(var members) -> {
                out.append('{');
                String separator = "\n";
                for (Map.Entry<String, JsonTree> member : members.entrySet()) {
                    quote(out.append(separator).repeat(' ', 4 * (depth + 1)), member.getKey());
                    pretty(out.append(": "), member.getValue(), depth + 1);
                    separator = ",\n";
                }
                out.append('\n').repeat(' ', 4 * depth).append('}');
            }
            default -> compact(out, tree);
        }
    }

    /** A JSON string. */
    public static String quote(String text) {
        StringBuilder out = new StringBuilder();
        quote(out, text);
        return out.toString();
    }

    static void quote(StringBuilder out, String text) {
        JsonString.quote(out, text);
    }
}
