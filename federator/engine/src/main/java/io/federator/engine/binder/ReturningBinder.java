package io.federator.engine.binder;

import com.google.common.collect.ImmutableList;
import io.federator.engine.binder.BoundWrite.BoundReturning;
import io.federator.engine.binder.NamespaceItem.Column;
import io.federator.engine.catalog.CatalogColumn;
import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.catalog.GivenTable;
import io.federator.engine.catalog.TableHandle;
import io.federator.engine.parser.ast.WriteStatement.Returning;
import io.federator.engine.plan.ResultColumn;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** RETURNING, a select list over the rows that were written. Binds last, as it adds the rows before and after to the level. */
final class ReturningBinder {
    private final Binding binding;
    private final Level level;
    private final NamespaceItem target;
    private final FederatedTable table;

    ReturningBinder(Binding binding, Level level, NamespaceItem target, FederatedTable table) {
        this.binding = binding;
        this.level = level;
        this.target = target;
        this.table = table;
    }

    Optional<BoundReturning> bind(Returning returning) {
        return bind(returning, false);
    }

    /** @param merge whether the rows end with the name of what MERGE has done */
    Optional<BoundReturning> bind(Returning returning, boolean merge) {
        if (returning.targets().isEmpty()) {
            return Optional.empty();
        }
        side("old", returning.oldName());
        side("new", returning.newName());
        if (merge) {
            level.mergeAction = level.add(new Level.Field("merge_action", binding.types.of(SqlType.TEXT, false), 0, 0));
        }
        TargetList targets = new TargetList(binding, level);
        level.in(ExpressionKind.RETURNING, () -> {
            targets.bind(returning.targets());
            return targets;
        });
        targets.typeAll();
        List<RexNode> nodes =
                targets.items().stream().map(TargetList.Item::node).toList();
        RelNode rel = Placement.over(level, given(binding, level, table))
                .project(nodes, QueryResult.unique(List.of(), nodes.size()));
        binding.returned = outputs(targets, rel);
        return Optional.of(new BoundReturning(
                binding.folder.withoutDeadParts(binding.collations.unmarked(rel)),
                binding.returned.stream()
                        .map(c -> new ResultColumn(c.name(), Binding.typeOf(c.value()), c.tableOid(), c.attribute()))
                        .toList()));
    }

    /** The target's row before or after, by a name that only RETURNING knows, unless FROM has taken it. */
    private void side(String usual, @Nullable String given) {
        String name = given == null ? usual : given;
        boolean taken = level.namespace.stream().anyMatch(item -> name.equals(item.name));
        if (taken && given != null) {
            throw new SqlException(SqlState.DUPLICATE_ALIAS, "table name \"" + name + "\" specified more than once");
        }
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            CatalogColumn column = table.columns().get(i);
            int slot = level.add(
                    new Level.Field(column.name(), binding.types.of(column.type(), true), table.oid(), i + 1));
            columns.add(new Column(target.columns.get(i).name(), level.column(slot, 0)));
        }
        if (!taken) {
            NamespaceItem item = new NamespaceItem(name, null, table, columns);
            item.columnsVisible = false;
            level.namespace.add(item);
        }
    }

    /** A scan of rows with a field for each column of the level. */
    static RelNode given(Binding binding, Level level, FederatedTable table) {
        RelDataTypeFactory.Builder row = binding.types.builder();
        for (int i = 0; i < level.width(); i++) {
            row.add("c" + i, level.field(i).type());
        }
        return new TableHandle(
                        List.of(table.schema(), table.name(), "given"),
                        row.build(),
                        1,
                        ImmutableList.of(),
                        new GivenTable(GivenTable.WRITTEN))
                .scan(binding.cluster);
    }

    private List<OutputColumn> outputs(TargetList targets, RelNode rel) {
        List<OutputColumn> columns = new ArrayList<>();
        for (TargetList.Item item : targets.items()) {
            int oid = 0;
            int attribute = 0;
            if (item.node() instanceof LevelColumn column && column.slot() < LevelColumn.AGGREGATES) {
                Level.Field field = column.level().field(column.slot());
                oid = field.tableOid();
                attribute = field.attribute();
            }
            int position = item.ast().start();
            columns.add(new OutputColumn(
                    item.name(),
                    RexInputRef.of(columns.size(), rel.getRowType()),
                    oid,
                    attribute,
                    position,
                    binding.collations.ofColumn(List.of(item.node()), position)));
        }
        return columns;
    }
}
