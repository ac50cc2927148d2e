package io.federator.engine.rel;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.hint.HintStrategyTable;
import org.apache.calcite.rel.hint.RelHint;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/**
 * What a bound tree remembers of the query as written: where a query begins that PostgreSQL plans by itself instead of making it
 * part of the query around it. Only errors of constants depend on that ({@code folding}); the marks change no rows and go with the
 * first rewriting.
 *
 * @param kind what is known of the query
 * @param common which query of WITH it is, and {@code place} where that is named; 0 for others
 */
public record Fence(Kind kind, int common, int place) {
    private static final String HINT = "fence";

    /** How PostgreSQL plans it. */
    public enum Kind {
        /** By itself. */
        APART,
        /** By itself or not, which is not known. */
        UNSURE,
        /** By itself where it is named more than once. */
        COMMON,
        /** By itself with all its columns. */
        MATERIALIZED
    }

    /** That marks stay where they are. */
    static HintStrategyTable strategies() {
        return HintStrategyTable.builder()
                .hintStrategy(HINT, (hint, rel) -> false)
                .build();
    }

    public static Fence of(Kind kind) {
        return new Fence(kind, 0, 0);
    }

    /** The tree with this mark on its root; it keeps those that it has. */
    public RelNode on(RelNode root) {
        LogicalProject project = root instanceof LogicalProject same ? same : identity(root);
        RelHint hint = RelHint.builder(HINT)
                .hintOptions(Map.of(
                        "kind", kind.name(), "common", Integer.toString(common), "place", Integer.toString(place)))
                .build();
        return project.withHints(ImmutableList.<RelHint>builder()
                .addAll(project.getHints())
                .add(hint)
                .build());
    }

    private static LogicalProject identity(RelNode root) {
        List<RexNode> columns = new ArrayList<>();
        for (int i = 0; i < root.getRowType().getFieldCount(); i++) {
            columns.add(RexInputRef.of(i, root.getRowType()));
        }
        return LogicalProject.create(root, List.of(), columns, root.getRowType().getFieldNames(), Set.of());
    }

    /** The marks on the root of a tree. */
    public static List<Fence> at(RelNode root) {
        return root instanceof LogicalProject project
                ? project.getHints().stream()
                        .filter(h -> h.hintName.equals(HINT))
                        .map(Fence::read)
                        .toList()
                : List.of();
    }

    private static Fence read(RelHint hint) {
        Map<String, String> options = hint.kvOptions;
        return new Fence(
                Kind.valueOf(options.getOrDefault("kind", Kind.UNSURE.name())),
                Integer.parseInt(options.getOrDefault("common", "0")),
                Integer.parseInt(options.getOrDefault("place", "0")));
    }
}
