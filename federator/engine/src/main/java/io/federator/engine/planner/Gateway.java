package io.federator.engine.planner;

import io.federator.engine.catalog.TableHandle;
import io.federator.engine.plan.Narrowing;
import io.federator.engine.plan.PlanNode;
import io.federator.engine.plan.PlanNode.Concatenation;
import io.federator.engine.plan.PlanNode.InputTable;
import io.federator.engine.plan.PlanNode.Leaf;
import io.federator.engine.plan.Reduction;
import io.federator.engine.planner.NarrowedInputs.Agreement;
import io.federator.engine.planner.Placed.Gathered;
import io.federator.engine.planner.Placed.Piece;
import io.federator.engine.planner.Placed.Pieces;
import io.federator.engine.planner.PlannerSettings.ReductionChoice;
import io.federator.engine.rel.PgTypeFactory;
import io.federator.engine.rewriter.Rels;
import io.federator.engine.rewriter.Rewriter;
import io.federator.engine.rewriter.Rexes;
import io.federator.engine.unparse.Written;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.Rendered;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/** Brings rows from the sources into the gateway: pieces become leaves, and the gateway's tree scans them as inputs. */
final class Gateway {
    /** For how many values of another part of the statement there is a leaf's statement. */
    private static final List<Integer> NARROWED_TO = List.of(1, 8, 64, 256);

    /** Fewer rows than this are read as soon as the keys that reduce them. */
    private static final double REDUCED_FROM = 2_000;

    /** More keys than this are not waited for. */
    private static final double MOST_KEYS_GUESSED = 200_000;

    private final RelOptCluster cluster;
    private final SourceWriter writer;
    private final Estimates estimates;
    private final ReductionChoice reduction;
    private final List<Pieces> inputs = new ArrayList<>();

    Gateway(RelOptCluster cluster, SourceWriter writer, Estimates estimates, ReductionChoice reduction) {
        this.cluster = cluster;
        this.writer = writer;
        this.estimates = estimates;
        this.reduction = reduction;
    }

    RelOptCluster cluster() {
        return cluster;
    }

    /**
     * What the scans of {@link InputTable}s refer to in this tree, which is all there is of the gateway. An input can be reduced by
     * those that are guessed to be smaller, which are made before it.
     */
    List<PlanNode> inputs(RelNode tree) {
        Map<Integer, Agreement> narrowed = NarrowedInputs.find(tree);
        Map<Integer, List<Reductions.Link>> links = Reductions.find(tree);
        @Nullable PlanNode[] nodes = new @Nullable PlanNode[inputs.size()];
        List<Integer> bySize = IntStream.range(0, nodes.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> rows(inputs.get(i))))
                .toList();
        for (int i : bySize) {
            List<ReducingLeaves> reducing = new ArrayList<>();
            for (Reductions.Link link : links.getOrDefault(i, List.of())) {
                PlanNode by = nodes[link.by().input()];
                if (by != null && isWorthwhile(rows(inputs.get(i)), by.estimatedRows())) {
                    reducing.add(new ReducingLeaves(link, leaves(by), keys(link.by())));
                }
            }
            nodes[i] = node(inputs.get(i), Optional.ofNullable(narrowed.get(i)), reducing);
        }
        return Arrays.stream(nodes).map(Objects::requireNonNull).toList();
    }

    /** @param keys the guess of how many there are in the tables that the keys are from */
    private record ReducingLeaves(Reductions.Link link, List<Leaf> by, double keys) {}

    private double keys(Reductions.Site by) {
        return inputs.get(by.input()).pieces().stream()
                .mapToDouble(piece -> estimates.domain(piece.tree(), by.column()))
                .sum();
    }

    /** Guesses are rough: how many keys there are is known when they have been read. */
    private boolean isWorthwhile(double rows, double keys) {
        return switch (reduction) {
            case NEVER -> false;
            case ALWAYS -> true;
            case AUTO -> rows >= REDUCED_FROM && keys <= rows / 2 && keys <= MOST_KEYS_GUESSED;
        };
    }

    private static List<Leaf> leaves(PlanNode node) {
        return switch (node) {
            case Leaf leaf -> List.of(leaf);
            case Concatenation concatenation ->
                concatenation.inputs().stream()
                        .flatMap(input -> leaves(input).stream())
                        .toList();
            default -> List.of();
        };
    }

    private double rows(Pieces pieces) {
        return pieces.pieces().stream()
                .mapToDouble(piece -> estimates.rows(piece.tree()))
                .sum();
    }

    /** The rows as a tree of the gateway. */
    RelNode gather(Placed rows) {
        return switch (rows) {
            case Gathered gathered -> gathered.tree();
            case Pieces pieces when pieces.pieces().isEmpty() -> LogicalValues.createEmpty(cluster, pieces.rowType());
            case Pieces pieces -> {
                inputs.add(pieces);
                yield scan(inputs.size() - 1);
            }
        };
    }

    private RelNode scan(int input) {
        Pieces pieces = inputs.get(input);
        return new TableHandle(
                        List.of("input" + input), pieces.rowType(), rows(pieces), List.of(), new InputTable(input))
                .scan(cluster);
    }

    /** The tree with the columns left out of its inputs that it turned out not to need. */
    RelNode narrow(RelNode tree) {
        return Rewriter.merge(narrowScans(Rewriter.trim(tree)));
    }

    private RelNode narrowScans(RelNode tree) {
        if (tree instanceof Project project
                && project.getInput() instanceof TableScan scan
                && TableHandle.payload(scan) instanceof InputTable input
                && !project.getProjects().isEmpty()
                && project.getProjects().stream().allMatch(RexInputRef.class::isInstance)) {
            Pieces wide = inputs.get(input.input());
            List<Piece> narrow = wide.pieces().stream()
                    .map(piece -> {
                        RelNode cut = Rels.project(piece.tree(), project.getProjects(), Rels.names(project));
                        return piece.with(cut, piece.candidates(), List.of());
                    })
                    .toList();
            inputs.set(input.input(), new Pieces(narrow, project.getRowType()));
            return scan(input.input());
        }
        List<RelNode> cut = tree.getInputs().stream().map(this::narrowScans).toList();
        return cut.equals(tree.getInputs()) ? tree : tree.copy(tree.getTraitSet(), cut);
    }

    /** Pieces, at least one, as a plan. */
    PlanNode node(Pieces pieces) {
        return node(pieces, Optional.empty(), List.of());
    }

    private PlanNode node(Pieces pieces, Optional<Agreement> narrowed, List<ReducingLeaves> reducing) {
        List<Leaf> leaves = pieces.pieces().stream()
                .map(p -> leaf(p, pieces.rowType(), narrowed, reducing))
                .toList();
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        double rows = leaves.stream().mapToDouble(Leaf::estimatedRows).sum();
        return new Concatenation(List.copyOf(leaves), commonTypes(leaves), rows);
    }

    private Leaf leaf(Piece piece, RelDataType rowType, Optional<Agreement> narrowed, List<ReducingLeaves> reducing) {
        String source = piece.candidates().getFirst();
        Written written = writer.write(piece.tree(), source)
                .orElseThrow(() -> new SqlException(
                        SqlState.FEATURE_NOT_SUPPORTED,
                        "a column of " + String.join(", ", writer.fragments(piece.tree(), source))
                                + " cannot be read in its type"));
        return new Leaf(
                source,
                written.sql(),
                written.arguments(),
                types(rowType, written.columns()),
                writer.fragments(piece.tree(), source),
                piece.checks(),
                narrowed.flatMap(agreement -> narrowing(piece.tree(), source, agreement)),
                reduction(piece.tree(), source, reducing),
                estimates.rows(piece.tree()));
    }

    private Optional<Reduction> reduction(RelNode tree, String source, List<ReducingLeaves> reducing) {
        if (reducing.isEmpty()) {
            return Optional.empty();
        }
        List<Reduction.Link> links = new ArrayList<>();
        for (ReducingLeaves leaves : reducing) {
            Reductions.Link link = leaves.link();
            int column = link.reduced().column();
            double distinct = reduction == ReductionChoice.ALWAYS
                    ? Double.POSITIVE_INFINITY
                    : Math.min(leaves.keys(), estimates.domain(tree, column));
            links.add(new Reduction.Link(leaves.by(), link.by().column(), column, link.type(), distinct));
        }
        return Optional.of(new Reduction(links, new ReducedPiece(tree, source, writer)::statement));
    }

    private Optional<Narrowing> narrowing(RelNode tree, String source, Agreement agreement) {
        RexBuilder rex = cluster.getRexBuilder();
        RexNode column = Rels.ref(tree, agreement.column());
        List<Narrowing.Statement> statements = new ArrayList<>();
        for (int values : NARROWED_TO) {
            List<RexNode> equal = new ArrayList<>();
            for (int i = 0; i < values; i++) {
                RexNode value = rex.makeDynamicParam(agreement.type(), Narrowing.FIRST_VALUE + i);
                equal.add(rex.makeCall(SqlStdOperatorTable.EQUALS, column, value));
            }
            writer.write(Rels.filter(tree, List.of(Rexes.or(rex, equal))), source)
                    .ifPresent(written ->
                            statements.add(new Narrowing.Statement(values, written.sql(), written.arguments())));
        }
        return statements.isEmpty()
                ? Optional.empty()
                : Optional.of(new Narrowing(
                        agreement.part(),
                        agreement.partColumn(),
                        agreement.single(),
                        PgTypeFactory.sqlType(agreement.type()),
                        statements));
    }

    /** The types of the row, numerics with the digits that the database's expression is known to have. */
    static List<SqlType> types(RelDataType rowType, List<Rendered> columns) {
        List<SqlType> types = new ArrayList<>();
        List<RelDataTypeField> fields = rowType.getFieldList();
        for (int i = 0; i < fields.size(); i++) {
            SqlType type = PgTypeFactory.sqlType(fields.get(i).getType());
            Rendered column = columns.get(i);
            boolean digits = type.is(TypeKind.NUMERIC)
                    && type.typmod() < 0
                    && column.precision() > 0
                    && column.precision() <= 1_000
                    && column.scale() >= 0
                    && column.scale() <= column.precision();
            types.add(digits ? SqlType.numeric(column.precision(), column.scale()) : type);
        }
        return types;
    }

    /** A numeric of differing digits gets those that hold every leaf's, and none when one leaf's are unknown. */
    private static List<SqlType> commonTypes(List<Leaf> leaves) {
        List<SqlType> types = new ArrayList<>();
        for (int i = 0; i < leaves.getFirst().types().size(); i++) {
            int column = i;
            types.add(leaves.stream()
                    .map(leaf -> leaf.types().get(column))
                    .reduce((a, b) -> a.equals(b) ? a : a.bare())
                    .orElseThrow());
        }
        return types;
    }
}
