package io.federator.engine.writer;

import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.context.EvaluationContext;
import io.federator.spi.source.RowLock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Locks rows that have been found, in the primaries of their fragments. */
record RowLocks(FederatedTable table, Router router, Targets targets, EvaluationContext context) {
    /**
     * Locks these rows, which have different keys.
     *
     * @return the keys of those that are still as they were found, which they now stay
     */
    Set<List<@Nullable Object>> lock(List<@Nullable Object[]> rows, RowLock lock) {
        Map<TargetFragment, List<@Nullable Object[]>> byFragment = new LinkedHashMap<>();
        Set<List<@Nullable Object>> unchanged = new HashSet<>();
        for (@Nullable Object[] row : rows) {
            unchanged.add(targets.key(row));
            for (TargetFragment fragment : router.route(row, context)) {
                byFragment.computeIfAbsent(fragment, f -> new ArrayList<>()).add(row);
            }
        }
        for (Map.Entry<TargetFragment, List<@Nullable Object[]>> entry : byFragment.entrySet()) {
            TargetFragment fragment = entry.getKey();
            List<@Nullable Object[]> found = entry.getValue();
            Map<List<@Nullable Object>, @Nullable Object[]> now =
                    targets.byKey(fragment.primary(), found, fragment.columns(), lock);
            for (@Nullable Object[] row : found) {
                @Nullable Object[] current = now.get(targets.key(row));
                if (current == null || !isSame(fragment, row, current)) {
                    unchanged.remove(targets.key(row));
                }
            }
        }
        return unchanged;
    }

    private static boolean isSame(TargetFragment fragment, @Nullable Object[] before, @Nullable Object[] current) {
        return fragment.columns().stream().allMatch(c -> Objects.equals(before[c], current[c]));
    }
}
