package io.federator.engine.check;

import io.federator.config.FederatorConfig;
import io.federator.config.Problem;
import io.federator.config.SourceConfig;
import io.federator.config.SourceLocation;
import io.federator.config.TableConfig;
import io.federator.engine.catalog.FederatedCatalog;
import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.catalog.Placement;
import io.federator.engine.catalog.Placement.RowFragment;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.Source;
import io.federator.spi.source.SourceHealth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.apache.calcite.rex.RexNode;

/**
 * Connects to every source, describes every table and binds every predicate, and says all that does not fit, each with its place
 * in the catalog file. Blocks on the sources.
 */
public final class CatalogCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final FederatorConfig config;
    private final Map<String, Source> sources;
    private final FederatedCatalog catalog;
    private final BiFunction<FederatedTable, RowFragment, RexNode> predicates;
    private final OverlapSearch overlaps;
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> down = new HashSet<>();

    public CatalogCheck(
            FederatorConfig config,
            Map<String, Source> sources,
            FederatedCatalog catalog,
            BiFunction<FederatedTable, RowFragment, RexNode> predicates,
            OverlapSearch overlaps) {
        this.config = config;
        this.sources = Map.copyOf(sources);
        this.catalog = catalog;
        this.predicates = predicates;
        this.overlaps = overlaps;
    }

    /** Every problem, in the order of the file; empty when the catalog can be served. */
    public List<Problem> run() {
        config.sources().values().forEach(this::source);
        config.tables().forEach(this::table);
        return problems.stream()
                .distinct()
                .sorted(Comparator.comparing(Problem::location))
                .toList();
    }

    private void source(SourceConfig source) {
        Source opened = sources.get(source.name());
        if (opened == null) {
            return;
        }
        SourceHealth health = opened.probe(PATIENCE);
        if (!health.up()) {
            down.add(source.name());
            problems.add(new Problem(
                    source.location(), "source \"" + source.name() + "\" cannot be reached: " + health.message()));
        }
    }

    private void table(TableConfig table) {
        FederatedTable described;
        try {
            described = catalog.describe(table);
        } catch (SqlException e) {
            // A source that is down is one problem, not one for each of its tables.
            if (e.state() != SqlState.CONNECTION_FAILURE || e.source() == null || !down.contains(e.source())) {
                problems.add(new Problem(table.location(), e.text()));
            }
            return;
        }
        references(table, described);
        placement(table, described, described.placement());
    }

    private void references(TableConfig table, FederatedTable described) {
        for (List<String> unique : described.unique()) {
            columns(table, described, unique, "unique");
        }
        described.references().forEach(r -> columns(table, described, r.columns(), "references"));
        columns(table, described, List.copyOf(table.comments().keySet()), "comments");
    }

    private void columns(TableConfig table, FederatedTable described, List<String> columns, String where) {
        for (String column : columns) {
            if (described.column(column).isEmpty()) {
                problems.add(new Problem(
                        table.location(),
                        where + " of table \"" + table.name() + "\" names column \"" + column
                                + "\", which it does not have"));
            }
        }
    }

    private void placement(TableConfig table, FederatedTable described, Placement placement) {
        switch (placement) {
            case Placement.Copies ignored -> {}
            case Placement.Columns columns ->
                columns.parts().forEach(part -> placement(table, described, part.placement()));
            case Placement.Rows rows -> {
                List<RexNode> bound = new ArrayList<>();
                for (RowFragment fragment : rows.fragments()) {
                    bind(table, described, fragment, bound);
                    placement(table, described, fragment.placement());
                }
                if (bound.size() == rows.fragments().size()) {
                    overlaps(table, described, rows.fragments(), bound);
                }
            }
        }
    }

    private void bind(TableConfig table, FederatedTable described, RowFragment fragment, List<RexNode> bound) {
        try {
            bound.add(predicates.apply(described, fragment));
        } catch (SqlException e) {
            problems.add(new Problem(location(fragment, table), "predicate \"" + fragment.where() + "\": " + e.text()));
        }
    }

    private void overlaps(
            TableConfig table, FederatedTable described, List<RowFragment> fragments, List<RexNode> bound) {
        for (int i = 0; i < bound.size(); i++) {
            for (int j = i + 1; j < bound.size(); j++) {
                RowFragment later = fragments.get(j);
                RowFragment earlier = fragments.get(i);
                overlaps.witness(described, bound.get(i), bound.get(j))
                        .ifPresent(row -> problems.add(new Problem(
                                location(later, table),
                                "a row with " + row + " belongs to two fragments: \"" + earlier.where() + "\" and \""
                                        + later.where() + "\"")));
            }
        }
    }

    /** The predicate's own place; fragments carry it as text. */
    private static SourceLocation location(RowFragment fragment, TableConfig table) {
        String[] parts = fragment.location().split(":", -1);
        int n = parts.length;
        return n < 3
                ? table.location()
                : new SourceLocation(
                        table.location().file(), Integer.parseInt(parts[n - 2]), Integer.parseInt(parts[n - 1]));
    }
}
