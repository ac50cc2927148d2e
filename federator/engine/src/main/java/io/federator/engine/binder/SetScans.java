package io.federator.engine.binder;

import io.federator.engine.binder.CallBinder.BoundCall;
import io.federator.engine.function.ResolvedCall;
import io.federator.engine.rel.PgOperator;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalTableFunctionScan;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Scans of set-returning functions. The scan's call is the function's own; two wrappers may stand around it:
 * {@code "with ordinality"(call)} appends a bigint that counts rows from 1, {@code "rows from"(call, …)} puts the columns of
 * several functions side by side, filling up the shorter ones with nulls, {@code "one row"(value)} stands for a plain value among them.
 */
final class SetScans {
    static final String ORDINALITY = "with ordinality";
    static final String ROWS_FROM = "rows from";
    static final String ONE_ROW = "one row";

    private SetScans() {}

    static RelNode of(Binding binding, BoundCall bound, boolean ordinality) {
        ResolvedCall resolved = bound.resolved();
        RelDataTypeFactory.Builder row = binding.types.builder();
        resolved.columns().forEach(c -> row.add(c.name(), binding.types.of(c.type())));
        if (ordinality) {
            row.add("ordinality", binding.types.of(SqlType.INT8, false));
        }
        return overArguments(
                binding, bound.arguments(), row.build(), arguments -> call(binding, resolved, arguments, ordinality));
    }

    /** A scan whose arguments are computed in a row of their own first where there are subqueries among them. */
    static RelNode overArguments(
            Binding binding, List<RexNode> arguments, RelDataType row, Function<List<RexNode>, RexNode> call) {
        if (arguments.stream().noneMatch(Trees::hasSubQuery)) {
            return scan(binding, call.apply(arguments), row);
        }
        List<String> names =
                IntStream.range(0, arguments.size()).mapToObj(i -> "arg" + i).toList();
        RelNode values = LogicalProject.create(
                LogicalValues.createOneRow(binding.cluster), List.of(), arguments, names, Set.of());
        CorrelationId id = binding.cluster.createCorrel();
        List<RexNode> fields = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            fields.add(binding.rex.makeFieldAccess(binding.rex.makeCorrel(values.getRowType(), id), i));
        }
        RelNode scan = scan(binding, call.apply(fields), row);
        RelNode both = LogicalCorrelate.create(
                values, scan, List.of(), id, ImmutableBitSet.range(arguments.size()), JoinRelType.INNER);
        List<RexNode> columns = new ArrayList<>();
        for (int i = 0; i < row.getFieldCount(); i++) {
            columns.add(binding.rex.makeInputRef(both, arguments.size() + i));
        }
        return LogicalProject.create(both, List.of(), columns, row.getFieldNames(), Set.of());
    }

    private static RexNode call(Binding binding, ResolvedCall resolved, List<RexNode> arguments, boolean ordinality) {
        RelDataType type = binding.types.of(resolved.result());
        RexNode call = binding.rex.makeCall(type, OperatorBinder.operatorOf(resolved), arguments);
        return ordinality ? binding.rex.makeCall(type, PgOperator.immutable(ORDINALITY), List.of(call)) : call;
    }

    static RelNode scan(Binding binding, RexNode call, RelDataType row) {
        return LogicalTableFunctionScan.create(binding.cluster, List.of(), call, null, row, null);
    }
}
