package io.federator.engine.planner;

import io.federator.engine.catalog.TableHandle;
import io.federator.engine.plan.PlanNode;
import io.federator.engine.plan.PlanNode.InputTable;
import io.federator.engine.plan.PlanNode.Local;
import io.federator.engine.plan.PlanNode.NamedInput;
import io.federator.engine.plan.PlanNode.Residual;
import io.federator.engine.planner.PlannerSettings.ResidualChoice;
import io.federator.engine.rel.PgTypeFactory;
import io.federator.engine.rewriter.Rels;
import io.federator.engine.rewriter.Rexes;
import io.federator.engine.unparse.SqlWriter;
import io.federator.engine.unparse.TableNaming.ScanColumn;
import io.federator.engine.unparse.TableNaming.ScanTable;
import io.federator.engine.unparse.Written;
import io.federator.spi.residual.ResidualEngine;
import io.federator.spi.source.SourceDialect;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Cuts the gateway's tree in two: the largest parts that the residual engine computes exactly, when there are enough rows to be
 * worth the transport, and the rest for the gateway's own operators.
 */
final class ResidualCut {
    /** Fewer rows than this are cheaper to work on in the gateway itself. */
    static final double WORTHWHILE_ROWS = 20_000;

    private final Optional<ResidualEngine> engine;
    private final ResidualChoice choice;
    private final Estimates estimates;
    private final List<PlanNode> inputs;

    /** @param inputs what the {@link InputTable}s of the tree refer to */
    ResidualCut(Optional<ResidualEngine> engine, ResidualChoice choice, Estimates estimates, List<PlanNode> inputs) {
        this.engine = choice == ResidualChoice.LOCAL ? Optional.empty() : engine;
        this.choice = choice;
        this.estimates = estimates;
        this.inputs = new ArrayList<>(inputs);
    }

    PlanNode cut(RelNode tree) {
        RelNode rest = engine.isPresent() ? cut(tree, engine.get()) : tree;
        if (rest instanceof TableScan scan && TableHandle.payload(scan) instanceof InputTable input) {
            return inputs.get(input.input());
        }
        Map<Integer, Integer> positions = new LinkedHashMap<>();
        RelNode numbered = renumber(rest, positions);
        List<PlanNode> used = positions.keySet().stream().map(inputs::get).toList();
        return new Local(numbered, used, types(tree), estimates.rows(tree));
    }

    private RelNode cut(RelNode tree, ResidualEngine to) {
        if (tree instanceof TableScan) {
            return tree;
        }
        Optional<Residual> whole = residual(tree, to);
        if (whole.isPresent()) {
            inputs.add(whole.get());
            return new TableHandle(
                            List.of("residual"),
                            tree.getRowType(),
                            whole.get().estimatedRows(),
                            List.of(),
                            new InputTable(inputs.size() - 1))
                    .scan(tree.getCluster());
        }
        if (tree instanceof Project project
                && !project.getProjects().stream().allMatch(RexInputRef.class::isInstance)) {
            return cutBelow(project, to);
        }
        List<RelNode> cut =
                tree.getInputs().stream().map(input -> cut(input, to)).toList();
        return cut.equals(tree.getInputs()) ? tree : tree.copy(tree.getTraitSet(), cut);
    }

    /** A projection that stays in the gateway gets no more columns than it reads. */
    private RelNode cutBelow(Project project, ResidualEngine to) {
        RelNode input = project.getInput();
        ImmutableBitSet read = Rexes.inputs(project.getProjects());
        if (read.isEmpty() || read.cardinality() == input.getRowType().getFieldCount()) {
            return Rels.project(cut(input, to), project.getProjects(), Rels.names(project));
        }
        RelNode narrow = cut(Rels.columns(input, read.asList()), to);
        List<RexNode> moved = project.getProjects().stream()
                .map(e -> Rexes.move(e, read::indexOf))
                .toList();
        return Rels.project(narrow, moved, Rels.names(project));
    }

    private Optional<Residual> residual(RelNode tree, ResidualEngine to) {
        List<Integer> read = new ArrayList<>();
        if (!reads(tree, read) || read.isEmpty()) {
            return Optional.empty();
        }
        List<PlanNode> sources = read.stream().map(inputs::get).toList();
        double rows = sources.stream().mapToDouble(PlanNode::estimatedRows).sum();
        boolean carried = sources.stream().flatMap(s -> s.types().stream()).allMatch(to::carries);
        if (!carried || (choice == ResidualChoice.AUTO && rows < WORTHWHILE_ROWS)) {
            return Optional.empty();
        }
        SourceDialect dialect = to.dialect();
        Optional<Written> written = SqlWriter.write(tree, dialect, payload -> name(payload, dialect));
        if (written.isEmpty()) {
            return Optional.empty();
        }
        List<SqlType> types = Gateway.types(tree.getRowType(), written.get().columns());
        if (!types.stream().allMatch(to::carries)) {
            return Optional.empty();
        }
        List<NamedInput> named = read.stream()
                .map(i -> new NamedInput(
                        tableName(i), columnNames(inputs.get(i).types().size()), inputs.get(i)))
                .toList();
        return Optional.of(
                new Residual(written.get().sql(), written.get().arguments(), named, types, estimates.rows(tree)));
    }

    private Optional<ScanTable> name(Object payload, SourceDialect dialect) {
        if (!(payload instanceof InputTable input)) {
            return Optional.empty();
        }
        List<SqlType> types = inputs.get(input.input()).types();
        List<String> names = columnNames(types.size());
        List<ScanColumn> columns = IntStream.range(0, types.size())
                .mapToObj(i -> new ScanColumn(names.get(i), types.get(i), null))
                .toList();
        return Optional.of(new ScanTable(dialect.quote(tableName(input.input())), columns));
    }

    private static String tableName(int input) {
        return "input" + input;
    }

    private static List<String> columnNames(int count) {
        return IntStream.range(0, count).mapToObj(i -> "c" + i).toList();
    }

    /** Collects the inputs that a tree scans; false when it scans anything else. */
    private static boolean reads(RelNode tree, List<Integer> found) {
        if (tree instanceof TableScan scan) {
            return TableHandle.payload(scan) instanceof InputTable input && found.add(input.input());
        }
        return tree.getInputs().stream().allMatch(input -> reads(input, found));
    }

    private static RelNode renumber(RelNode tree, Map<Integer, Integer> positions) {
        if (tree instanceof TableScan scan) {
            if (!(TableHandle.payload(scan) instanceof InputTable input)) {
                return tree;
            }
            TableHandle handle = (TableHandle) scan.getTable();
            int position = positions.computeIfAbsent(input.input(), i -> positions.size());
            return new TableHandle(
                            handle.qualifiedName(),
                            handle.rowType(),
                            handle.rows(),
                            handle.uniqueKeys(),
                            new InputTable(position))
                    .scan(tree.getCluster());
        }
        List<RelNode> inputs =
                tree.getInputs().stream().map(i -> renumber(i, positions)).toList();
        return inputs.equals(tree.getInputs()) ? tree : tree.copy(tree.getTraitSet(), inputs);
    }

    private static List<SqlType> types(RelNode tree) {
        return tree.getRowType().getFieldList().stream()
                .map(f -> PgTypeFactory.sqlType(f.getType()))
                .toList();
    }
}
