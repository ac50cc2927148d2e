package io.federator.engine.parser.ast;

import java.util.List;

/** The name that a FROM item is given, with names for its first columns where they are written. */
public record Alias(String name, List<String> columns, int position) implements Node {
    public Alias {
        columns = List.copyOf(columns);
    }
}
