package io.federator.engine.localizer;

import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.catalog.Placement.Copy;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexNode;

/**
 * The payload of a scan before a copy is chosen.
 *
 * @param copies of the same rows, the primary first; never empty
 * @param columns logical names in the order of the scan's row
 * @param knowledge conditions that every row is known to satisfy, over the scan's row
 */
public record FragmentScan(FederatedTable table, List<Copy> copies, List<String> columns, List<RexNode> knowledge) {
    public FragmentScan {
        copies = List.copyOf(copies);
        columns = List.copyOf(columns);
        knowledge = List.copyOf(knowledge);
    }

    /** The copy in a source. */
    public Optional<FragmentTable> in(String source) {
        return copies.stream()
                .filter(copy -> copy.source().equals(source))
                .findFirst()
                .map(copy -> new FragmentTable(table, copy, columns));
    }

    /** The sources that keep a copy, in the catalog's order. */
    public List<String> sources() {
        return copies.stream().map(Copy::source).distinct().toList();
    }

    /** For EXPLAIN: the primary's {@code source/table}. */
    public String label() {
        return copies.getFirst().source() + "/" + copies.getFirst().table().name();
    }
}
