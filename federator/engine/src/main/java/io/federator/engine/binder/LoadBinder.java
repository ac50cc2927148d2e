package io.federator.engine.binder;

import io.federator.engine.catalog.CatalogColumn;
import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.catalog.SourceColumns;
import io.federator.engine.function.CastContext;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.FromItem;
import io.federator.engine.parser.ast.Name;
import io.federator.engine.parser.ast.Statement;
import io.federator.engine.rel.PgTypeFactory;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/** COPY FROM. */
final class LoadBinder {
    private final Binding binding;

    LoadBinder(Binding binding) {
        this.binding = binding;
    }

    BoundWrite.Load bind(Statement.Copy copy) {
        Name name = Objects.requireNonNull(copy.table());
        Level level = new Level(binding, null);
        FromItem.Table written = new FromItem.Table(name, false, null, null, name.position());
        FromBinder from = new FromBinder(binding, level);
        FromBinder.Source target = from.target(written);
        FederatedTable table = WriteBinder.table(target, written, "copy to");
        RelNode rows = from.bindWith(target, List.of());
        Optional<RexNode> condition = Optional.ofNullable(copy.where()).map(where -> condition(level, rows, where));
        List<Integer> columns = columns(table, copy.columns());
        return new BoundWrite.Load(table, columns, values(table, columns), condition);
    }

    private RexNode condition(Level level, RelNode rows, Expression where) {
        RexNode condition =
                level.in(ExpressionKind.COPY_WHERE, () -> level.expressions().bindBoolean(where, "WHERE"));
        if (Trees.hasSubQuery(condition)) {
            throw new SqlException(SqlState.FEATURE_NOT_SUPPORTED, "cannot use subquery in COPY FROM WHERE condition")
                    .at(where.start());
        }
        return Placement.over(level, rows).place(binding.collations.unmarked(condition));
    }

    private static List<Integer> columns(FederatedTable table, List<String> names) {
        Set<Integer> columns = new LinkedHashSet<>();
        if (names.isEmpty()) {
            for (int i = 0; i < table.columns().size(); i++) {
                if (!SourceColumns.isGenerated(table, table.columns().get(i).name())) {
                    columns.add(i);
                }
            }
        }
        for (String name : names) {
            int column = WriteBinder.column(table, name, 0);
            if (SourceColumns.isGenerated(table, name)) {
                throw new SqlException(
                                SqlState.INVALID_COLUMN_REFERENCE, "column \"" + name + "\" is a generated column")
                        .withDetail("Generated columns cannot be used in COPY.");
            }
            if (!columns.add(column)) {
                throw new SqlException(SqlState.DUPLICATE_COLUMN, "column \"" + name + "\" specified more than once");
            }
        }
        return List.copyOf(columns);
    }

    /** What the input function of each column's type makes of its modifiers. */
    private List<RexNode> values(FederatedTable table, List<Integer> columns) {
        List<RexNode> values = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            CatalogColumn column = table.columns().get(columns.get(i));
            PgTypeFactory types = binding.types;
            RexNode field = new RexInputRef(i, types.of(column.type().bare()));
            RexNode value =
                    binding.coercion.tryCoerce(field, Assignable.type(column.type()), CastContext.ASSIGNMENT, 0);
            values.add(value == null ? field : binding.collations.unmarked(value));
        }
        return values;
    }
}
