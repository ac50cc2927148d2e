package io.federator.engine.writer;

import io.federator.spi.source.RowLock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds rows in the primaries of their fragments and locks them there. */
record LockedLookup(Targets targets) implements Router.Lookup {
    @Override
    public List<@Nullable Object[]> matching(TargetFragment fragment, List<@Nullable Object[]> rows, List<Integer> by) {
        return targets.matching(fragment.primary(), rows, by, fragment.columns(), RowLock.UPDATE);
    }

    @Override
    public List<@Nullable Object[]> completed(TargetFragment fragment, List<@Nullable Object[]> rows) {
        Map<List<@Nullable Object>, @Nullable Object[]> more =
                targets.byKey(fragment.primary(), rows, fragment.columns(), RowLock.UPDATE);
        List<@Nullable Object[]> found = new ArrayList<>();
        for (@Nullable Object[] row : rows) {
            @Nullable Object[] rest = more.get(targets.key(row));
            if (rest != null) {
                fragment.columns().forEach(column -> row[column] = rest[column]);
                found.add(row);
            }
        }
        return found;
    }
}
