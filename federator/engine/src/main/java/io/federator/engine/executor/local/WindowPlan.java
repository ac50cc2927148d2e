package io.federator.engine.executor.local;

import io.federator.engine.evaluator.Expression;
import io.federator.engine.evaluator.ExpressionCompiler;
import io.federator.engine.evaluator.Frame;
import io.federator.engine.function.FunctionCatalog;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexWindow;
import org.jspecify.annotations.Nullable;

/**
 * One window function. For each input row a working row is made of the partition keys, the order keys and the function's arguments;
 * working rows are grouped and sorted, and the function walks each partition.
 */
final class WindowPlan {
    private final List<Expression> working;
    private final RowKey.Maker partitionKeys;
    private final Comparator<@Nullable Object[]> order;
    private final WindowFunction function;

    private WindowPlan(
            List<Expression> working,
            RowKey.Maker partitionKeys,
            Comparator<@Nullable Object[]> order,
            WindowFunction function) {
        this.working = working;
        this.partitionKeys = partitionKeys;
        this.order = order;
        this.function = function;
    }

    static WindowPlan of(RexOver over, FunctionCatalog functions, ExpressionCompiler expressions) {
        RexWindow window = over.getWindow();
        List<RexNode> nodes = new ArrayList<>(window.partitionKeys);
        List<RelFieldCollation> fields = new ArrayList<>();
        for (RexFieldCollation key : window.orderKeys) {
            fields.add(new RelFieldCollation(nodes.size(), key.getDirection(), key.getNullDirection()));
            nodes.add(key.left);
        }
        int firstArgument = nodes.size();
        nodes.addAll(over.getOperands());
        FrameBounds bounds = FrameBounds.of(over, nodes, fields, functions);
        List<SqlType> types = nodes.stream().map(LocalCompiler::type).toList();
        int partitions = window.partitionKeys.size();
        return new WindowPlan(
                expressions.compile(nodes),
                new RowKey.Maker(IntStream.range(0, partitions).boxed().toList(), types, functions),
                RowOrder.of(RelCollations.of(fields), types, functions),
                WindowFunctions.of(over, firstArgument, types, bounds, functions));
    }

    /** Computes the function for all rows and stores its values in this column. */
    void compute(List<@Nullable Object[]> rows, int column, Run run) {
        Frame frame = run.frame();
        Map<RowKey, List<WorkingRow>> partitions = new LinkedHashMap<>();
        for (@Nullable Object[] row : rows) {
            frame.row = row;
            @Nullable Object[] made = LocalCompiler.evaluate(working, frame);
            run.memory().keep(made);
            partitions
                    .computeIfAbsent(partitionKeys.of(made), k -> new ArrayList<>())
                    .add(new WorkingRow(made, row));
        }
        for (List<WorkingRow> members : partitions.values()) {
            members.sort((a, b) -> order.compare(a.values(), b.values()));
            List<@Nullable Object[]> values =
                    members.stream().map(WorkingRow::values).toList();
            @Nullable Object[] results = function.compute(new Partition(values, order), run);
            for (int i = 0; i < results.length; i++) {
                members.get(i).target()[column] = results[i];
            }
        }
    }

    /** @param target the input row that receives the result */
    private record WorkingRow(
            @Nullable Object[] values, @Nullable Object[] target) {}
}
