package io.federator.engine.binder;

import io.federator.engine.binder.CallBinder.BoundCall;
import io.federator.engine.binder.FromBinder.Source;
import io.federator.engine.binder.NamespaceItem.Column;
import io.federator.engine.binder.OperatorBinder.Operand;
import io.federator.engine.function.FunctionSignature.Kind;
import io.federator.engine.function.ResolvedCall;
import io.federator.engine.parser.ColumnNames;
import io.federator.engine.parser.ast.Alias;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.Expression.FunctionCall;
import io.federator.engine.parser.ast.FromItem;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rex.RexNode;

/** Functions in FROM. */
final class FunctionTableBinder {
    private final Binding binding;
    private final Level level;

    FunctionTableBinder(Binding binding, Level level) {
        this.binding = binding;
        this.level = level;
    }

    /** The columns and rows of one function. */
    private record Rows(RelNode rel, List<String> names, boolean scalar) {}

    Source bind(FromItem.FunctionTable item) {
        if (item.functions().size() != 1) {
            throw ExpressionBinder.unsupported("ROWS FROM with several functions", item.position());
        }
        if (!item.columns().isEmpty() || !item.functions().getFirst().columns().isEmpty()) {
            throw ExpressionBinder.unsupported("a column definition list", item.position());
        }
        Expression ast = item.functions().getFirst().call();
        boolean lateral = level.lateralActive;
        level.lateralActive = true;
        Rows rows = level.in(ExpressionKind.FROM_FUNCTION, () -> rows(ast, item.withOrdinality()));
        level.lateralActive = lateral;
        return source(item, ColumnNames.of(ast), rows);
    }

    private Source source(FromItem.FunctionTable item, String function, Rows rows) {
        Alias alias = item.alias();
        String known = alias == null ? function : alias.name();
        int start = level.width();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < rows.names.size(); i++) {
            String name = i == 0 && rows.scalar ? known : rows.names.get(i);
            int slot = level.add(new Level.Field(
                    name, rows.rel.getRowType().getFieldList().get(i).getType(), 0, 0));
            columns.add(new Column(name, level.column(slot, 0)));
        }
        NamespaceItem named = new NamespaceItem(known, null, null, FromBinder.renamed(columns, alias, known));
        named.rowIsValue = rows.names.size() == 1;
        level.everything.add(named);
        return new Source(rows.rel, start, level.width(), named, List.of(named));
    }

    private Rows rows(Expression ast, boolean ordinality) {
        if (ast instanceof FunctionCall call && isPlain(call)) {
            List<Operand> operands = new ArrayList<>();
            for (Expression.Argument argument : call.arguments()) {
                operands.add(level.expressions().operand(argument.value()));
            }
            BoundCall bound = level.expressions().calls().resolve(call, operands);
            if (bound != null && bound.resolved().kind() == Kind.SET_RETURNING) {
                return setRows(bound, ordinality);
            }
        }
        RexNode value = binding.coercion.resolved(level.expressions().bind(ast));
        if (Binding.typeOf(value).is(TypeKind.RECORD)) {
            throw ExpressionBinder.unsupported("a function of a row type in FROM", ast.start());
        }
        List<RexNode> values = new ArrayList<>(List.of(value));
        List<String> names = new ArrayList<>(List.of(ColumnNames.of(ast)));
        if (ordinality) {
            values.add(binding.constant(SqlType.INT8, 1L));
            names.add("ordinality");
        }
        RelNode rel = LogicalProject.create(
                LogicalValues.createOneRow(binding.cluster),
                List.of(),
                values,
                QueryResult.unique(names, names.size()),
                Set.of());
        return new Rows(rel, names, true);
    }

    private static boolean isPlain(FunctionCall call) {
        return !call.star()
                && !call.distinct()
                && call.orderBy().isEmpty()
                && call.filter() == null
                && call.over() == null
                && !call.withinGroup();
    }

    private Rows setRows(BoundCall bound, boolean ordinality) {
        ResolvedCall resolved = bound.resolved();
        List<String> names = new ArrayList<>(
                resolved.columns().stream().map(ResolvedCall.Column::name).toList());
        if (ordinality) {
            names.add("ordinality");
        }
        boolean scalar = resolved.columns().size() == 1
                && resolved.signature().columnNames().isEmpty();
        return new Rows(SetScans.of(binding, bound, ordinality), names, scalar);
    }
}
