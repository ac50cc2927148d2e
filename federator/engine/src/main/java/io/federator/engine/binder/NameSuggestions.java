package io.federator.engine.binder;

import io.federator.engine.catalog.CatalogTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's hint about a column that is not there: those whose names are nearest, if they are near. */
final class NameSuggestions {
    private static final int MAX_DISTANCE = 3;
    private static final int MAX_SUGGESTIONS = 2;

    private final @Nullable String table;
    private final String column;
    private final List<String> best = new ArrayList<>();
    private int distance = MAX_DISTANCE + 1;

    private NameSuggestions(@Nullable String table, String column) {
        this.table = table;
        this.column = column;
    }

    /**
     * The hint, null for none.
     *
     * @param table what the column was qualified with, null for nothing
     */
    static @Nullable String hint(Level level, @Nullable String table, String column) {
        NameSuggestions suggestions = new NameSuggestions(table, column);
        for (Level l = level; l != null; l = l.parent) {
            l.everything.stream().filter(item -> !item.isJoin).forEach(suggestions::look);
        }
        List<String> best = suggestions.best;
        return best.isEmpty() || best.size() > MAX_SUGGESTIONS
                ? null
                : "Perhaps you meant to reference the column \"" + String.join("\" or the column \"", best) + "\".";
    }

    private void look(NamespaceItem item) {
        String name = item.name == null ? "" : item.name;
        int penalty = table == null ? 0 : distance(table, name);
        if (penalty > distance) {
            return;
        }
        item.columns.forEach(c -> look(name, c.name(), penalty));
        CatalogTable unaliased = item.table;
        if (unaliased != null) {
            look(name, "tableoid", penalty);
        }
    }

    private void look(String tableName, String candidate, int penalty) {
        int differs = distance(candidate, column);
        if (differs > column.codePointCount(0, column.length()) / 2) {
            return;
        }
        int total = differs + penalty;
        if (total < distance) {
            distance = total;
            best.clear();
        }
        if (total == distance && total <= MAX_DISTANCE) {
            best.add(tableName + "." + candidate);
        }
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] from = a.codePoints().toArray();
        int[] to = b.codePoints().toArray();
        int[] row = new int[to.length + 1];
        for (int j = 0; j <= to.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length; i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length; j++) {
                int replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length];
    }
}
