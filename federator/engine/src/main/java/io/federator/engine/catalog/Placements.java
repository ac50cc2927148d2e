package io.federator.engine.catalog;

import io.federator.engine.catalog.Placement.Copy;
import java.util.List;
import java.util.stream.Stream;

/** Questions about a placement as a whole. */
public final class Placements {
    private Placements() {}

    /** Every copy of every fragment, in the catalog file's order. */
    public static List<Copy> copies(Placement placement) {
        return stream(placement).toList();
    }

    private static Stream<Copy> stream(Placement placement) {
        return switch (placement) {
            case Placement.Copies copies -> copies.copies().stream();
            case Placement.Rows rows -> rows.fragments().stream().flatMap(f -> stream(f.placement()));
            case Placement.Columns columns -> columns.parts().stream().flatMap(p -> stream(p.placement()));
        };
    }
}
