package io.federator.engine.parser.ast;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What all nodes of the syntax tree have in common: they are records of nodes, lists of them, and plain values. */
public final class SyntaxTree {
    private SyntaxTree() {}

    /** Passes each record that stands directly in a node, which is a record itself, also within its lists. */
    public static void children(Object node, Consumer<Object> visit) {
        for (RecordComponent component : node.getClass().getRecordComponents()) {
            try {
                pass(component.getAccessor().invoke(node), visit);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("a record without its accessor: " + node.getClass(), e);
            }
        }
    }

    private static void pass(@Nullable Object value, Consumer<Object> visit) {
        if (value instanceof Record node) {
            visit.accept(node);
        } else if (value instanceof List<?> list) {
            list.forEach(item -> pass(item, visit));
        }
    }
}
