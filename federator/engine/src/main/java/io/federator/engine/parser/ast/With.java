package io.federator.engine.parser.ast;

import java.util.List;

/** A WITH clause. */
public record With(boolean recursive, List<CommonTable> tables, int position) implements Node {
    public With {
        tables = List.copyOf(tables);
    }
}
