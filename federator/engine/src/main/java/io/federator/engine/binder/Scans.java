package io.federator.engine.binder;

import io.federator.engine.catalog.CatalogColumn;
import io.federator.engine.catalog.CatalogTable;
import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.catalog.Placement;
import io.federator.engine.catalog.TableHandle;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.util.ImmutableBitSet;

/** Scans of logical tables. */
final class Scans {
    /** Assumed where the sources do not say. */
    private static final double UNKNOWN_ROWS = 1000;

    private Scans() {}

    static RelNode of(CatalogTable table, Binding binding) {
        RelDataTypeFactory.Builder row = binding.types.builder();
        for (CatalogColumn column : table.columns()) {
            row.add(column.name(), binding.types.of(column.type(), !column.notNull()));
        }
        return handle(table, row.build()).scan(binding.cluster);
    }

    private static TableHandle handle(CatalogTable table, RelDataType row) {
        List<String> name = List.of(table.schema(), table.name());
        if (!(table instanceof FederatedTable federated)) {
            return new TableHandle(name, row, UNKNOWN_ROWS, List.of(), table);
        }
        List<ImmutableBitSet> keys = new ArrayList<>();
        if (!federated.key().isEmpty()) {
            keys.add(positions(federated, federated.key()));
        }
        federated.unique().forEach(u -> keys.add(positions(federated, u)));
        return new TableHandle(name, row, rows(federated.placement()), keys, table);
    }

    private static ImmutableBitSet positions(FederatedTable table, List<String> columns) {
        return ImmutableBitSet.of(
                columns.stream().map(c -> table.column(c).orElseThrow()).toList());
    }

    private static double rows(Placement placement) {
        return switch (placement) {
            case Placement.Copies copies -> {
                double rows = copies.copies().getFirst().statistics().rows();
                yield rows > 0 ? rows : UNKNOWN_ROWS;
            }
            case Placement.Rows rows ->
                rows.fragments().stream().mapToDouble(f -> rows(f.placement())).sum();
            case Placement.Columns columns ->
                columns.parts().stream()
                        .mapToDouble(p -> rows(p.placement()))
                        .max()
                        .orElse(UNKNOWN_ROWS);
        };
    }
}
