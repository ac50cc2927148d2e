package io.federator.engine.parser;

import io.federator.engine.parser.ast.Name;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Trees as short text: a record is (Name parts…), without its place, what is absent, and flags that are not set. */
final class TreePrinter {
    private TreePrinter() {}

    static String print(Object tree) {
        return switch (tree) {
            case Name name -> name.toString();
            case String text -> "'" + text + "'";
            case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT);
            case List<?> list -> {
                StringJoiner items = new StringJoiner(" ", "[", "]");
                list.forEach(item -> items.add(print(item)));
                yield items.toString();
            }
            case OptionalInt number -> number.isPresent() ? String.valueOf(number.getAsInt()) : "?";
            case Record node -> node(node);
            default -> tree.toString();
        };
    }

    private static String node(Record node) {
        StringBuilder text = new StringBuilder("(").append(node.getClass().getSimpleName());
        for (RecordComponent component : node.getClass().getRecordComponents()) {
            Object value = value(node, component);
            boolean absent = value == null || value.equals(false) || (value instanceof List<?> list && list.isEmpty());
            if (absent || component.getName().equals("position")) {
                continue;
            }
            text.append(' ').append(value.equals(true) ? component.getName() : print(value));
        }
        return text.append(')').toString();
    }

    private static @Nullable Object value(Record node, RecordComponent component) {
        try {
            return component.getAccessor().invoke(node);
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError(component.getName(), impossible);
        }
    }
}
