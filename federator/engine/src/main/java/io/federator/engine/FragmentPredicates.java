package io.federator.engine;

import io.federator.engine.binder.Binder;
import io.federator.engine.catalog.CatalogColumn;
import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.catalog.Placement.RowFragment;
import io.federator.engine.parser.SqlParser;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.calcite.rex.RexNode;

/** The bound predicates of row fragments, each bound once. Safe for any thread. */
final class FragmentPredicates {
    private final Binder binder;
    private final Map<Key, RexNode> bound = new ConcurrentHashMap<>();

    /** The same text over other column types binds differently, so the columns are part of the key. */
    private record Key(String schema, String table, List<CatalogColumn> columns, String where) {}

    FragmentPredicates(Binder binder) {
        this.binder = binder;
    }

    /** The predicate over the row of {@code table.columns()}. */
    RexNode of(FederatedTable table, RowFragment fragment) {
        return bound.computeIfAbsent(
                new Key(table.schema(), table.name(), table.columns(), fragment.where()),
                key -> binder.bindPredicate(
                        SqlParser.parseExpression(fragment.where()), table, DefaultContext.NAMELESS));
    }
}
