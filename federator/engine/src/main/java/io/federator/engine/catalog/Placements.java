package io.federator.engine.catalog;

import io.federator.engine.catalog.Placement.ColumnPart;
import io.federator.engine.catalog.Placement.Copy;
import io.federator.engine.catalog.Placement.RowFragment;
import io.federator.spi.source.TableStatistics;
import java.util.List;
import java.util.stream.Stream;

/** Questions about a placement as a whole. */
public final class Placements {
    private Placements() {}

    /** Every copy of every fragment, in the catalog file's order. */
    public static List<Copy> copies(Placement placement) {
        return stream(placement).toList();
    }

    /** The same placement as if nothing were known of the numbers of rows. */
    static Placement withoutStatistics(Placement placement) {
        return switch (placement) {
            case Placement.Copies copies ->
                new Placement.Copies(copies.copies().stream()
                        .map(c -> new Copy(c.source(), c.table(), TableStatistics.UNKNOWN, c.columns()))
                        .toList());
            case Placement.Rows rows ->
                new Placement.Rows(rows.fragments().stream()
                        .map(f -> new RowFragment(f.where(), f.location(), withoutStatistics(f.placement())))
                        .toList());
            case Placement.Columns columns ->
                new Placement.Columns(columns.parts().stream()
                        .map(p -> new ColumnPart(p.has(), withoutStatistics(p.placement())))
                        .toList());
        };
    }

    private static Stream<Copy> stream(Placement placement) {
        return switch (placement) {
            case Placement.Copies copies -> copies.copies().stream();
            case Placement.Rows rows -> rows.fragments().stream().flatMap(f -> stream(f.placement()));
            case Placement.Columns columns -> columns.parts().stream().flatMap(p -> stream(p.placement()));
        };
    }
}
