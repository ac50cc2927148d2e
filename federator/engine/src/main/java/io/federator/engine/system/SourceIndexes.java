package io.federator.engine.system;

import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.catalog.Placement;
import io.federator.spi.source.TableDescription;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The indexes that a whole table has, of those that its sources know: an index of some fragments serves nobody else's rows. */
final class SourceIndexes {
    private SourceIndexes() {}

    /**
     * An index over plain columns that does not make them unique.
     *
     * @param name in the first place that has it
     * @param columns logical names
     */
    record Found(String name, List<String> columns) {}

    static List<Found> of(FederatedTable table) {
        return of(table.placement());
    }

    private static List<Found> of(Placement placement) {
        return switch (placement) {
            case Placement.Copies copies -> of(copies.copies().getFirst());
            case Placement.Columns columns ->
                columns.parts().stream()
                        .flatMap(part -> of(part.placement()).stream())
                        .toList();
            case Placement.Rows rows -> {
                List<Found> common =
                        new ArrayList<>(of(rows.fragments().getFirst().placement()));
                for (Placement.RowFragment fragment : rows.fragments()) {
                    List<List<String>> there = of(fragment.placement()).stream()
                            .map(Found::columns)
                            .toList();
                    common.removeIf(found -> !there.contains(found.columns));
                }
                yield common;
            }
        };
    }

    private static List<Found> of(Placement.Copy copy) {
        Map<String, String> logical = new HashMap<>();
        copy.columns().forEach((name, column) -> logical.put(column.name(), name));
        List<Found> found = new ArrayList<>();
        for (TableDescription.Index index : copy.table().indexes()) {
            List<String> columns = index.columns().stream()
                    .map(logical::get)
                    .filter(Objects::nonNull)
                    .toList();
            if (!index.unique() && columns.size() == index.columns().size()) {
                found.add(new Found(index.name(), columns));
            }
        }
        return found;
    }
}
