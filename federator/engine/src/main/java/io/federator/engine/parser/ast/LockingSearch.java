package io.federator.engine.parser.ast;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks for FOR UPDATE and its like anywhere in a statement. */
public final class LockingSearch {
    private LockingSearch() {}

    /** The clause that comes first, those of a query before those of the queries in it. */
    public static Optional<Locking> first(Object node) {
        if (node instanceof Query query && !query.locking().isEmpty()) {
            return Optional.of(query.locking().getFirst());
        }
        List<Object> children = new ArrayList<>();
        SyntaxTree.children(node, children::add);
        return children.stream().flatMap(child -> first(child).stream()).findFirst();
    }
}
