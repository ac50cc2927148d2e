package io.federator.engine.binder;

import io.federator.engine.binder.SelectBinder.Stage;
import io.federator.engine.rel.PgOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/** The projection to the select list, after its set-returning functions have multiplied the rows. */
final class Projection {
    /** Slots of subqueries that are computed below window functions. */
    private static final int QUERIES = LevelColumn.SET_FUNCTIONS + 50_000;

    private final Binding binding;
    private final boolean windows;

    Projection(Binding binding, boolean windows) {
        this.binding = binding;
        this.windows = windows;
    }

    RelNode project(Stage stage, List<String> names) {
        if (!stage.sets().isEmpty()) {
            if (windows) {
                throw ExpressionBinder.unsupported(
                        "a set-returning function and a window function in one select list", 0);
            }
            return Placement.over(stage.level(), expanded(stage), stage.fields())
                    .project(stage.nodes(), names);
        }
        return windows && stage.nodes().stream().anyMatch(Trees::hasSubQuery)
                ? overSubqueries(stage, names)
                : Placement.over(stage.level(), stage.input(), stage.fields()).project(stage.nodes(), names);
    }

    /** Each row joined with the rows that the functions return for it; several functions go side by side. */
    RelNode expanded(Stage stage) {
        RelDataTypeFactory.Builder row = binding.types.builder();
        List<RexNode> calls = new ArrayList<>();
        RelNode input = withArguments(stage);
        for (int i = 0; i < stage.sets().size(); i++) {
            RexNode call = stage.sets().get(i).call();
            calls.add(call);
            row.add("set" + i, binding.nullable(call.getType()));
        }
        RexNode call = calls.size() == 1
                ? calls.getFirst()
                : binding.rex.makeCall(calls.getFirst().getType(), PgOperator.immutable(SetScans.ROWS_FROM), calls);
        RelNode scan = SetScans.scan(binding, call, row.build());
        CorrelationId id = binding.cluster.createCorrel();
        Placement placement = Placement.over(stage.level(), input, stage.fields());
        RelNode correlated = placement.correlate(scan, id);
        if (placement.correlated().isEmpty() && !Trees.isVolatile(correlated)) {
            return LogicalJoin.create(
                    input, correlated, List.of(), binding.rex.makeLiteral(true), Set.of(), JoinRelType.INNER);
        }
        return LogicalCorrelate.create(input, correlated, List.of(), id, placement.correlated(), JoinRelType.INNER);
    }

    private static RelNode withArguments(Stage stage) {
        for (Level.SetFunctionUse use : stage.sets()) {
            if (Trees.hasSubQuery(use.call())) {
                throw ExpressionBinder.unsupported(
                        "a subquery as an argument of a set-returning function in the select list", 0);
            }
        }
        return stage.input();
    }

    /** Subqueries beside or inside window functions are computed first, as columns of the input. */
    private RelNode overSubqueries(Stage stage, List<String> names) {
        List<RexNode> queries = new ArrayList<>();
        RexShuttle collect = new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery query) {
                queries.add(query);
                return new LevelColumn(stage.level(), QUERIES + queries.size() - 1, query.getType(), 0);
            }
        };
        List<RexNode> nodes = stage.nodes().stream().map(n -> n.accept(collect)).toList();
        RelNode input = stage.input();
        int width = input.getRowType().getFieldCount();
        Placement placement = Placement.over(stage.level(), input, stage.fields());
        List<RexNode> below = new ArrayList<>();
        List<String> belowNames = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            below.add(binding.rex.makeInputRef(input, i));
            belowNames.add(input.getRowType().getFieldNames().get(i));
        }
        for (int i = 0; i < queries.size(); i++) {
            below.add(placement.place(queries.get(i)));
            belowNames.add("query" + i);
        }
        RelNode computed = LogicalProject.create(
                input, List.of(), below, QueryResult.unique(belowNames, below.size()), placement.variables());
        IntUnaryOperator fields = slot ->
                slot >= QUERIES ? width + slot - QUERIES : stage.fields().applyAsInt(slot);
        return Placement.over(stage.level(), computed, fields).project(nodes, names);
    }
}
