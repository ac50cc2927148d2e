package io.federator.engine.binder;

import io.federator.engine.binder.BoundWrite.Conflict;
import io.federator.engine.binder.BoundWrite.ConflictIndex;
import io.federator.engine.binder.BoundWrite.ConflictUpdate;
import io.federator.engine.binder.BoundWrite.NewRows;
import io.federator.engine.binder.NamespaceItem.Column;
import io.federator.engine.catalog.CatalogColumn;
import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.catalog.SourceColumns;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.FromItem;
import io.federator.engine.parser.ast.OnConflict;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;

/** ON CONFLICT. */
final class ConflictBinder {
    private final Binding binding;
    private final WriteBinder writes;
    private final FederatedTable table;
    private final List<NewRows> rows;

    /** @param rows what the INSERT proposes */
    ConflictBinder(Binding binding, WriteBinder writes, FederatedTable table, List<NewRows> rows) {
        this.binding = binding;
        this.writes = writes;
        this.table = table;
        this.rows = rows;
    }

    /** @param around what the INSERT's WITH defines */
    Conflict bind(OnConflict conflict, FromItem.Table target, Level around) {
        Optional<ConflictIndex> index = index(conflict, target);
        List<List<Integer>> keys = index.isPresent() ? List.of() : keys(conflict);
        if (!conflict.update()) {
            return new Conflict(keys, index, Optional.empty());
        }
        if (conflict.target().isEmpty() && conflict.constraint() == null) {
            throw new SqlException(
                            SqlState.SYNTAX_ERROR,
                            "ON CONFLICT DO UPDATE requires inference specification or constraint name")
                    .withHint("For example, ON CONFLICT (column_name).")
                    .at(conflict.position());
        }
        return new Conflict(keys, index, Optional.of(update(conflict, target, around)));
    }

    /** What the clause says of an index, where no key that is known to the catalog is meant. */
    private Optional<ConflictIndex> index(OnConflict conflict, FromItem.Table target) {
        Expression where = conflict.targetWhere();
        boolean plain = conflict.target().stream().allMatch(ConflictBinder::isColumn);
        if (plain && (where == null || isKey(conflict.target()))) {
            return Optional.empty();
        }
        Level level = new Level(binding, null);
        FromBinder from = new FromBinder(binding, level);
        RelNode rows = from.bindWith(from.target(target), List.of());
        List<RexNode> elements = new ArrayList<>();
        for (Expression element : conflict.target()) {
            RexNode node = level.in(
                    ExpressionKind.WHERE,
                    () -> binding.coercion.anyType(level.expressions().bind(element)));
            elements.add(placed(level, rows, node, element.start()));
        }
        Optional<RexNode> predicate = Optional.ofNullable(where)
                .map(w -> placed(
                        level,
                        rows,
                        level.in(ExpressionKind.WHERE, () -> level.expressions().bindBoolean(w, "WHERE")),
                        w.start()));
        return Optional.of(new ConflictIndex(elements, predicate));
    }

    private RexNode placed(Level level, RelNode rows, RexNode node, int position) {
        if (Trees.hasSubQuery(node)) {
            throw new SqlException(SqlState.FEATURE_NOT_SUPPORTED, "cannot use subquery in index predicate")
                    .at(position);
        }
        return Placement.over(level, rows).place(binding.collations.unmarked(node));
    }

    private static boolean isColumn(Expression element) {
        return element instanceof Expression.ColumnRef ref
                && !ref.star()
                && ref.names().size() == 1;
    }

    /** Whether a key of the catalog has these columns. */
    private boolean isKey(List<Expression> columns) {
        Set<String> names = new HashSet<>();
        columns.forEach(
                column -> names.add(((Expression.ColumnRef) column).names().getFirst()));
        return Stream.concat(Stream.of(table.key()), table.unique().stream())
                .anyMatch(key -> !key.isEmpty() && new HashSet<>(key).equals(names));
    }

    private List<List<Integer>> keys(OnConflict conflict) {
        List<List<String>> unique = new ArrayList<>();
        if (!table.key().isEmpty()) {
            unique.add(table.key());
        }
        unique.addAll(table.unique());
        String constraint = conflict.constraint();
        if (constraint != null) {
            return unique.stream()
                    .filter(key -> constraint.equals(constraintName(key)))
                    .findFirst()
                    .map(key -> List.of(positions(key)))
                    .orElseThrow(() -> new SqlException(
                            SqlState.UNDEFINED_OBJECT,
                            "constraint \"" + constraint + "\" for table \"" + table.name() + "\" does not exist"));
        }
        if (conflict.target().isEmpty()) {
            return unique.stream().map(this::positions).toList();
        }
        List<Integer> wanted = new ArrayList<>();
        for (Expression element : conflict.target()) {
            if (!(element instanceof Expression.ColumnRef ref)
                    || ref.star()
                    || ref.names().size() != 1) {
                throw ExpressionBinder.unsupported("ON CONFLICT with an expression", element.start());
            }
            wanted.add(table.column(ref.names().getFirst())
                    .orElseThrow(() -> new SqlException(
                                    SqlState.UNDEFINED_COLUMN,
                                    "column \"" + ref.names().getFirst() + "\" does not exist")
                            .at(ref.position())));
        }
        return unique.stream()
                .map(this::positions)
                .filter(key -> new HashSet<>(key).equals(new HashSet<>(wanted)))
                .findFirst()
                .map(List::of)
                .orElseThrow(() -> new SqlException(
                        SqlState.INVALID_COLUMN_REFERENCE,
                        "there is no unique or exclusion constraint matching the ON CONFLICT specification"));
    }

    /** As pg_constraint shows it. */
    private String constraintName(List<String> key) {
        return key.equals(table.key()) ? table.name() + "_pkey" : table.name() + "_" + String.join("_", key) + "_key";
    }

    private List<Integer> positions(List<String> columns) {
        return columns.stream().map(name -> table.column(name).orElseThrow()).toList();
    }

    private ConflictUpdate update(OnConflict conflict, FromItem.Table target, Level around) {
        Level level = new Level(binding, around);
        FromBinder.Source source = new FromBinder(binding, level).target(target);
        level.namespace.addAll(source.visible());
        int first = excluded(level, source.main());
        AssignmentBinder assignments = new AssignmentBinder(binding, level, table);
        conflict.assignments().forEach(assignments::bind);
        Expression where = conflict.where();
        RexNode condition = where == null
                ? null
                : level.in(ExpressionKind.WHERE, () -> level.expressions().bindBoolean(where, "WHERE"));
        int number = level.add(new Level.Field("", binding.types.of(SqlType.INT4, false), 0, 0));
        RelNode rows = Placement.filter(level, ReturningBinder.given(binding, level, table), condition, slot -> slot);
        List<RexNode> nodes = new ArrayList<>(assignments.values());
        nodes.add(level.column(number, 0));
        requireGiven(
                conflict,
                level,
                first,
                condition == null
                        ? nodes
                        : Stream.concat(nodes.stream(), Stream.of(condition)).toList());
        return new ConflictUpdate(
                writes.finished(WriteBinder.project(level, rows, nodes)),
                assignments.columns(),
                assignments.toDefault());
    }

    /** What a source would fill in is not known of a row that is not inserted. */
    private void requireGiven(OnConflict conflict, Level level, int first, List<RexNode> nodes) {
        for (int i = 0; i < table.columns().size(); i++) {
            int slot = first + i;
            boolean read = nodes.stream()
                    .anyMatch(node -> Trees.anyVariable(
                            node, v -> v instanceof LevelColumn c && c.level() == level && c.slot() == slot));
            if (read && isFilled(i)) {
                throw ExpressionBinder.unsupported(
                        "ON CONFLICT with excluded." + table.columns().get(i).name()
                                + ", which the source would fill in,",
                        conflict.position());
            }
        }
    }

    private boolean isFilled(int column) {
        return SourceColumns.isFilled(table, table.columns().get(column).name())
                && rows.stream().anyMatch(part -> !part.columns().contains(column));
    }

    /** @return the place of its first column in the level's row */
    private int excluded(Level level, NamespaceItem target) {
        List<Column> columns = new ArrayList<>();
        int first = -1;
        for (int i = 0; i < table.columns().size(); i++) {
            CatalogColumn column = table.columns().get(i);
            int slot = level.add(new Level.Field(column.name(), binding.types.of(column.type(), true), 0, 0));
            columns.add(new Column(column.name(), level.column(slot, 0)));
            first = first < 0 ? slot : first;
        }
        String name = "excluded";
        if (name.equals(target.name)) {
            throw new SqlException(SqlState.DUPLICATE_ALIAS, "table name \"" + name + "\" specified more than once");
        }
        level.namespace.add(new NamespaceItem(name, null, table, columns));
        return first;
    }
}
