package io.federator.engine.binder;

import io.federator.engine.binder.SelectBinder.Stage;
import io.federator.engine.rel.Constant;
import io.federator.engine.rel.PgOperator;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.jspecify.annotations.Nullable;

/**
 * The rows below a select list while set-returning functions multiply them and other columns are computed in between. Functions of one
 * depth go side by side, the shorter ones filled up with NULLs; one within another comes after it.
 */
final class ExpandedRows {
    /** Slots of columns that are computed below the select list. */
    private static final int COMPUTED = LevelColumn.SET_FUNCTIONS + 50_000;

    private final Binding binding;
    private final Stage stage;
    private final Map<Integer, Integer> places = new HashMap<>();
    private final List<RexNode> nodes;
    private final List<@Nullable RexNode> calls = new ArrayList<>();
    private RelNode input;
    private final boolean eager;
    private int computed;

    ExpandedRows(Binding binding, Stage stage) {
        this(binding, stage, false);
    }

    /** @param eager whether every row is read to its end, so that an error in any of them is the query's */
    ExpandedRows(Binding binding, Stage stage, boolean eager) {
        this.binding = binding;
        this.eager = eager;
        this.stage = stage;
        this.input = stage.input();
        this.nodes = new ArrayList<>(stage.nodes());
        stage.sets().forEach(use -> calls.add(use == null ? null : use.call()));
    }

    RelNode rel() {
        return input;
    }

    /** Where a column of the level is in the rows, -1 for a function that has not multiplied them yet. */
    int field(int slot) {
        Integer place = places.get(slot);
        return place != null
                ? place
                : slot >= LevelColumn.SET_FUNCTIONS ? -1 : stage.fields().applyAsInt(slot);
    }

    private Placement placement() {
        return Placement.over(stage.level(), input, this::field);
    }

    RelNode project(List<String> names) {
        return project(names, List.of());
    }

    /** The select list, and behind it fields of the rows. */
    RelNode project(List<String> names, List<Integer> fields) {
        List<RexNode> all = new ArrayList<>(nodes);
        List<String> allNames = new ArrayList<>(names);
        fields.forEach(field -> {
            all.add(binding.rex.makeInputRef(input, field));
            allNames.add("number");
        });
        return placement().project(all, QueryResult.unique(allNames, all.size()));
    }

    /** Takes other rows, whose first fields are the same. */
    void replace(RelNode rows) {
        input = rows;
    }

    /** Computes an expression of the select list now; its field. */
    int compute(int index) {
        RexNode node = nodes.get(index);
        Placement placement = placement();
        RexNode placed = placement.place(node);
        if (placed instanceof RexInputRef ref) {
            return ref.getIndex();
        }
        int width = input.getRowType().getFieldCount();
        List<RexNode> columns = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            columns.add(binding.rex.makeInputRef(input, i));
        }
        columns.add(placed);
        List<String> names = new ArrayList<>(input.getRowType().getFieldNames());
        names.add("computed" + width);
        input = LogicalProject.create(
                input, List.of(), columns, QueryResult.unique(names, columns.size()), placement.variables());
        places.put(COMPUTED + computed, width);
        nodes.set(index, new LevelColumn(stage.level(), COMPUTED + computed, node.getType(), 0));
        computed++;
        return width;
    }

    /** Subqueries, which cannot stand inside window functions or arguments of set-returning functions. */
    void computeQueries() {
        compute(RexSubQuery.class::isInstance);
    }

    void computeWindows() {
        compute(RexOver.class::isInstance);
    }

    /** The functions that window functions take arguments or keys from. */
    List<Integer> usedByWindows() {
        List<RexNode> windows = new ArrayList<>();
        Collector collector = new Collector(RexOver.class::isInstance, windows);
        nodes.forEach(node -> node.accept(collector));
        calls.forEach(call -> {
            if (call != null) {
                call.accept(collector);
            }
        });
        LinkedHashSet<Integer> used = new LinkedHashSet<>();
        windows.forEach(window -> addSets(window, used));
        return List.copyOf(used);
    }

    private void addSets(RexNode node, Set<Integer> used) {
        for (int i = 0; i < calls.size(); i++) {
            RexNode call = calls.get(i);
            if (call != null && usesSet(node, i) && used.add(i)) {
                addSets(call, used);
            }
        }
    }

    private boolean usesSet(RexNode node, int index) {
        return Trees.anyVariable(
                node,
                v -> v instanceof LevelColumn c
                        && c.level() == stage.level()
                        && c.slot() == LevelColumn.SET_FUNCTIONS + index);
    }

    /** Multiplies the rows by these functions and those inside them. */
    void expand(List<Integer> functions) {
        expand(functions, false);
    }

    /** The same; the fields that count the rows of each multiplication. */
    List<Integer> expandCounted(List<Integer> functions) {
        return expand(functions, true);
    }

    private List<Integer> expand(List<Integer> functions, boolean counted) {
        List<Integer> counts = new ArrayList<>();
        List<Integer> left = new ArrayList<>(functions);
        left.removeIf(i -> places.containsKey(LevelColumn.SET_FUNCTIONS + i));
        while (!left.isEmpty()) {
            List<Integer> ready = left.stream()
                    .filter(i -> left.stream().noneMatch(j -> usesSet(call(i), j)))
                    .toList();
            if (ready.size() == left.size() && eager && ready.stream().allMatch(this::isColumn)) {
                computeBeside(ready);
            }
            sideBySide(ready, counted);
            if (counted) {
                counts.add(input.getRowType().getFieldCount() - 1);
            }
            left.removeAll(ready);
        }
        return counts;
    }

    /** Whether what a function returns is a column of the select list and in no other expression. */
    private boolean isColumn(int index) {
        return nodes.stream().allMatch(node -> node instanceof LevelColumn || !usesSet(node, index));
    }

    /**
     * Computes what stands beside the functions of the last multiplication. PostgreSQL does so for each row even where the
     * functions return none, so that its errors are raised ({@code ExecProjectSRF}).
     */
    private void computeBeside(List<Integer> functions) {
        for (int i = 0; i < nodes.size(); i++) {
            RexNode node = nodes.get(i);
            boolean plain = node instanceof LevelColumn || Constant.isConstant(node) || Trees.isVolatile(node);
            if (!plain && functions.stream().noneMatch(f -> usesSet(node, f))) {
                compute(i);
            }
        }
    }

    private RexNode call(int index) {
        RexNode call = calls.get(index);
        if (call == null) {
            throw new IllegalStateException("a function that has been grouped by already");
        }
        return call;
    }

    private void sideBySide(List<Integer> functions, boolean counted) {
        if (functions.stream().anyMatch(i -> Trees.hasSubQuery(call(i)))) {
            computeQueries();
        }
        RelDataTypeFactory.Builder row = binding.types.builder();
        List<RexNode> together = new ArrayList<>();
        int width = input.getRowType().getFieldCount();
        for (int i : functions) {
            places.put(LevelColumn.SET_FUNCTIONS + i, width + together.size());
            row.add("set" + i, binding.nullable(call(i).getType()));
            together.add(call(i));
        }
        RexNode call = together.size() == 1
                ? together.getFirst()
                : binding.rex.makeCall(
                        together.getFirst().getType(), PgOperator.immutable(SetScans.ROWS_FROM), together);
        if (counted) {
            row.add("ordinality" + width, binding.types.of(SqlType.INT8, false));
            call = binding.rex.makeCall(call.getType(), PgOperator.immutable(SetScans.ORDINALITY), List.of(call));
        }
        RelNode scan = SetScans.scan(binding, call, row.build());
        CorrelationId id = binding.cluster.createCorrel();
        Placement placement = placement();
        RelNode correlated = placement.correlate(scan, id);
        // Row by row even where no column is read: so the rows come in the order that PostgreSQL gives them.
        input = LogicalCorrelate.create(input, correlated, List.of(), id, placement.correlated(), JoinRelType.INNER);
    }

    /** Appends the expressions of one sort to the rows as columns, and refers to them in their place. */
    private void compute(Predicate<RexNode> which) {
        List<RexNode> found = new ArrayList<>();
        Collector collector = new Collector(which, found);
        nodes.replaceAll(node -> node.accept(collector));
        calls.replaceAll(call -> call == null ? null : call.accept(collector));
        if (found.isEmpty()) {
            return;
        }
        int width = input.getRowType().getFieldCount();
        Placement placement = placement();
        List<RexNode> columns = new ArrayList<>();
        List<String> names = new ArrayList<>(input.getRowType().getFieldNames());
        for (int i = 0; i < width; i++) {
            columns.add(binding.rex.makeInputRef(input, i));
        }
        for (RexNode node : found) {
            if (Trees.anyVariable(
                    node, v -> v instanceof LevelColumn c && c.level() == stage.level() && field(c.slot()) < 0)) {
                throw ExpressionBinder.unsupported(
                        "a subquery over a set-returning function beside a window function", 0);
            }
            columns.add(placement.place(node));
            names.add("computed" + columns.size());
        }
        input = LogicalProject.create(
                input, List.of(), columns, QueryResult.unique(names, columns.size()), placement.variables());
        for (int i = 0; i < found.size(); i++) {
            places.put(COMPUTED + computed + i, width + i);
        }
        computed += found.size();
    }

    /** Takes the expressions out and leaves columns. */
    private final class Collector extends RexShuttle {
        private final Predicate<RexNode> which;
        private final List<RexNode> found;

        Collector(Predicate<RexNode> which, List<RexNode> found) {
            this.which = which;
            this.found = found;
        }

        @Override
        public RexNode visitSubQuery(RexSubQuery query) {
            return which.test(query) ? column(query) : super.visitSubQuery(query);
        }

        @Override
        public RexNode visitOver(RexOver over) {
            return which.test(over) ? column(over) : super.visitOver(over);
        }

        private RexNode column(RexNode node) {
            int known = found.indexOf(node);
            if (known < 0) {
                known = found.size();
                found.add(node);
            }
            return new LevelColumn(stage.level(), COMPUTED + computed + known, node.getType(), 0);
        }
    }
}
