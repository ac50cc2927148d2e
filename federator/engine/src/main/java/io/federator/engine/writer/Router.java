package io.federator.engine.writer;

import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.catalog.Placement;
import io.federator.engine.catalog.Placement.RowFragment;
import io.federator.engine.context.EvaluationContext;
import io.federator.engine.evaluator.Expression;
import io.federator.engine.evaluator.ExpressionCompiler;
import io.federator.engine.evaluator.Frame;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Finds the fragments that a row belongs to, by the predicates of the catalog file. Immutable and safe for any thread. */
final class Router {
    private sealed interface Node {
        record At(TargetFragment fragment) implements Node {}

        record Rows(List<Branch> branches) implements Node {}

        record Parts(List<Node> parts) implements Node {}
    }

    private record Branch(Expression predicate, Node node) {}

    private final FederatedTable table;
    private final Node root;
    private final List<TargetFragment> fragments = new ArrayList<>();
    private final Set<Integer> decisive = new LinkedHashSet<>();

    /** @param predicates a fragment's predicate over the row of all the table's columns */
    Router(
            FederatedTable table,
            BiFunction<FederatedTable, RowFragment, RexNode> predicates,
            ExpressionCompiler expressions) {
        this.table = table;
        List<Integer> all = IntStream.range(0, table.columns().size()).boxed().toList();
        this.root = node(table.placement(), all, predicates, expressions);
    }

    private Node node(
            Placement placement,
            List<Integer> columns,
            BiFunction<FederatedTable, RowFragment, RexNode> predicates,
            ExpressionCompiler expressions) {
        return switch (placement) {
            case Placement.Copies copies -> {
                TargetFragment fragment = new TargetFragment(copies.copies(), columns);
                fragments.add(fragment);
                yield new Node.At(fragment);
            }
            case Placement.Rows rows -> {
                List<Branch> branches = new ArrayList<>();
                for (RowFragment fragment : rows.fragments()) {
                    RexNode predicate = predicates.apply(table, fragment);
                    decisive.addAll(Columns.of(predicate));
                    branches.add(new Branch(
                            expressions.compile(predicate),
                            node(fragment.placement(), columns, predicates, expressions)));
                }
                yield new Node.Rows(branches);
            }
            case Placement.Columns parts ->
                new Node.Parts(parts.parts().stream()
                        .map(part -> node(part.placement(), kept(part, columns), predicates, expressions))
                        .toList());
        };
    }

    /** The key and the part's own columns. */
    private List<Integer> kept(Placement.ColumnPart part, List<Integer> columns) {
        return columns.stream()
                .filter(c -> {
                    String name = table.columns().get(c).name();
                    return table.key().contains(name) || part.has().contains(name);
                })
                .toList();
    }

    /** All fragments, in the catalog file's order. */
    List<TargetFragment> fragments() {
        return List.copyOf(fragments);
    }

    /** Positions of the columns that decide where a row goes. */
    Set<Integer> decisive() {
        return decisive;
    }

    /**
     * The fragments that a row is in: one, or one for each column part.
     *
     * @throws SqlException 23514 when no fragment takes it
     */
    List<TargetFragment> route(@Nullable Object[] row, EvaluationContext context) {
        List<TargetFragment> found = new ArrayList<>();
        Frame frame = Frame.of(context);
        frame.row = row;
        route(root, frame, found);
        return found;
    }

    /** Finds whole rows by some of their columns. */
    interface Lookup {
        /** The rows of a fragment that agree with one of these in the columns {@code by}. */
        List<@Nullable Object[]> matching(TargetFragment fragment, List<@Nullable Object[]> rows, List<Integer> by);

        /** Fills in the fragment's columns of rows found elsewhere by their key; leaves out those that it does not have. */
        List<@Nullable Object[]> completed(TargetFragment fragment, List<@Nullable Object[]> rows);
    }

    /**
     * The rows that agree with one of these in the columns {@code by}, wherever they are.
     *
     * @param by positions; a column part must keep all of them
     */
    List<@Nullable Object[]> find(List<@Nullable Object[]> rows, List<Integer> by, Lookup lookup) {
        return rows.isEmpty() ? List.of() : find(root, rows, by, lookup);
    }

    private List<@Nullable Object[]> find(Node node, List<@Nullable Object[]> rows, List<Integer> by, Lookup lookup) {
        return switch (node) {
            case Node.At at -> lookup.matching(at.fragment(), rows, by);
            case Node.Rows branches -> {
                List<@Nullable Object[]> found = new ArrayList<>();
                branches.branches().forEach(branch -> found.addAll(find(branch.node(), rows, by, lookup)));
                yield found;
            }
            case Node.Parts parts -> inParts(parts, rows, by, lookup);
        };
    }

    private List<@Nullable Object[]> inParts(
            Node.Parts parts, List<@Nullable Object[]> rows, List<Integer> by, Lookup lookup) {
        int first = IntStream.range(0, parts.parts().size())
                .filter(i -> keeps(parts.parts().get(i), by))
                .findFirst()
                .orElseThrow(() -> new SqlException(
                        SqlState.FEATURE_NOT_SUPPORTED,
                        "a unique key of relation \"" + table.name() + "\" is spread over column parts"));
        List<@Nullable Object[]> found = find(parts.parts().get(first), rows, by, lookup);
        for (int i = 0; i < parts.parts().size(); i++) {
            if (i != first) {
                found = completed(parts.parts().get(i), found, lookup);
            }
        }
        return found;
    }

    private static List<@Nullable Object[]> completed(Node node, List<@Nullable Object[]> rows, Lookup lookup) {
        return switch (node) {
            case Node.At at -> rows.isEmpty() ? rows : lookup.completed(at.fragment(), rows);
            case Node.Parts parts -> {
                List<@Nullable Object[]> all = rows;
                for (Node part : parts.parts()) {
                    all = completed(part, all, lookup);
                }
                yield all;
            }
            case Node.Rows branches -> {
                List<@Nullable Object[]> all = new ArrayList<>();
                branches.branches().forEach(branch -> all.addAll(completed(branch.node(), rows, lookup)));
                yield all;
            }
        };
    }

    private static boolean keeps(Node node, List<Integer> columns) {
        return switch (node) {
            case Node.At at -> at.fragment().columns().containsAll(columns);
            case Node.Rows rows -> rows.branches().stream().allMatch(branch -> keeps(branch.node(), columns));
            case Node.Parts parts -> parts.parts().stream().anyMatch(part -> keeps(part, columns));
        };
    }

    private void route(Node node, Frame frame, List<TargetFragment> found) {
        switch (node) {
            case Node.At at -> found.add(at.fragment());
            case Node.Parts parts -> parts.parts().forEach(part -> route(part, frame, found));
            case Node.Rows rows -> {
                for (Branch branch : rows.branches()) {
                    if (branch.predicate().test(frame)) {
                        route(branch.node(), frame, found);
                        return;
                    }
                }
                throw new SqlException(
                                SqlState.CHECK_VIOLATION,
                                "no partition of relation \"" + table.name() + "\" found for row")
                        .withDetail(RowText.failing(table, frame.row, frame.context()));
            }
        }
    }
}
