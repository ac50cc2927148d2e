package io.federator.engine.binder;

import io.federator.engine.binder.NamespaceItem.Column;
import io.federator.engine.catalog.CatalogColumn;
import io.federator.engine.catalog.CatalogTable;
import io.federator.engine.parser.ast.Alias;
import io.federator.engine.parser.ast.FromItem;
import io.federator.engine.parser.ast.Name;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** The FROM clause: its items' columns become the level's, its tree their join. */
final class FromBinder {
    private final Binding binding;
    private final Level level;
    private final JoinBinder joins;
    private final FunctionTableBinder functions;

    FromBinder(Binding binding, Level level) {
        this.binding = binding;
        this.level = level;
        this.joins = new JoinBinder(binding, level, this);
        this.functions = new FunctionTableBinder(binding, level, this);
    }

    /**
     * A bound item.
     *
     * @param start the first of the level's columns that are in its row
     * @param main what it is itself named by
     * @param visible all that it adds to the namespace
     */
    record Source(RelNode rel, int start, int end, NamespaceItem main, List<NamespaceItem> visible) {
        boolean holds(int slot) {
            return slot >= start && slot < end;
        }
    }

    /** The join of all items; a single row without columns of ours where there are none. */
    RelNode bind(List<FromItem> items) {
        Source all = null;
        for (FromItem item : items) {
            Source source = bind(item);
            checkConflicts(level.namespace, source.visible);
            source.visible.forEach(v -> setLateral(v, true, true));
            level.namespace.addAll(source.visible);
            all = all == null
                    ? source
                    : new Source(
                            joins.combine(all, source, JoinRelType.INNER, null),
                            all.start,
                            source.end,
                            source.main,
                            List.of());
        }
        level.namespace.forEach(v -> setLateral(v, false, true));
        return all == null ? LogicalValues.createOneRow(binding.cluster) : all.rel;
    }

    /** The table that a statement changes: never a query of WITH. */
    Source target(FromItem.Table item) {
        return table(find(item.name()), item.alias());
    }

    /** The same with a last column that is null only where an outer join has no row of it. */
    Source withPresence(Source source) {
        int slot = level.width();
        RelNode rel = marked(source.rel, source.main);
        return new Source(rel, source.start, slot + 1, source.main, source.visible);
    }

    /** The join of a statement's target with the items of its FROM or USING. */
    RelNode bindWith(Source target, List<FromItem> items) {
        level.namespace.addAll(target.visible);
        Source all = target;
        for (FromItem item : items) {
            Source source = bind(item);
            checkConflicts(level.namespace, source.visible);
            source.visible.forEach(v -> setLateral(v, true, true));
            level.namespace.addAll(source.visible);
            all = new Source(
                    joins.combine(all, source, JoinRelType.INNER, null), all.start, source.end, source.main, List.of());
        }
        level.namespace.forEach(v -> setLateral(v, false, true));
        return all.rel;
    }

    static void setLateral(NamespaceItem item, boolean only, boolean allowed) {
        item.lateralOnly = only;
        item.lateralAllowed = allowed;
    }

    Source bind(FromItem item) {
        return switch (item) {
            case FromItem.Table table -> table(table);
            case FromItem.Subquery subquery -> subquery(subquery);
            case FromItem.Join join -> joins.bind(join);
            case FromItem.FunctionTable function -> functions.bind(function);
            case FromItem.JsonTable table -> functions.jsonTable(table);
        };
    }

    static void checkConflicts(List<NamespaceItem> some, List<NamespaceItem> others) {
        for (NamespaceItem other : others) {
            if (!other.nameVisible || other.name == null) {
                continue;
            }
            for (NamespaceItem item : some) {
                if (!item.nameVisible || !other.name.equals(item.name)) {
                    continue;
                }
                CatalogTable table = item.unaliased;
                boolean differentTables =
                        table != null && other.unaliased != null && table.oid() != other.unaliased.oid();
                if (!differentTables) {
                    throw new SqlException(
                            SqlState.DUPLICATE_ALIAS, "table name \"" + other.name + "\" specified more than once");
                }
            }
        }
    }

    private Source table(FromItem.Table item) {
        if (item.sample() != null) {
            throw ExpressionBinder.unsupported("TABLESAMPLE", item.sample().position());
        }
        Name name = item.name();
        if (!name.isQualified()) {
            WithBinder.Reference common = new WithBinder(binding, level).reference(name.last(), name.position());
            if (common != null) {
                return query(common.result(), item.alias(), name.last(), common.notInStar());
            }
        }
        return table(find(name), item.alias());
    }

    /** The level's only item, for an expression over the rows of one table. */
    void bindTable(CatalogTable table) {
        level.namespace.addAll(table(table, null).visible);
    }

    private Source table(CatalogTable table, @Nullable Alias alias) {
        binding.tables.add(table);
        int start = level.width();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            CatalogColumn column = table.columns().get(i);
            int slot = level.add(new Level.Field(
                    column.name(), binding.types.of(column.type(), !column.notNull()), table.oid(), i + 1));
            columns.add(new Column(column.name(), level.column(slot, 0)));
        }
        String known = alias == null ? table.name() : alias.name();
        NamespaceItem named =
                new NamespaceItem(known, alias == null ? table : null, table, renamed(columns, alias, known));
        return source(Scans.of(table, binding), start, named);
    }

    private CatalogTable find(Name name) {
        List<String> parts = name.parts();
        if (parts.size() > 3 || (parts.size() == 3 && !parts.getFirst().equals(binding.context.database()))) {
            throw new SqlException(
                            parts.size() > 3 ? SqlState.SYNTAX_ERROR : SqlState.FEATURE_NOT_SUPPORTED,
                            parts.size() > 3
                                    ? "improper relation name (too many dotted names): " + name
                                    : "cross-database references are not implemented: \"" + String.join(".", parts)
                                            + "\"")
                    .at(name.position());
        }
        List<String> schemas = name.isQualified() ? List.of(parts.get(parts.size() - 2)) : binding.context.searchPath();
        for (String schema : schemas) {
            Optional<CatalogTable> table = binding.catalog.table(schema, name.last());
            if (table.isPresent()) {
                return table.get();
            }
        }
        String shown = name.isQualified() ? parts.get(parts.size() - 2) + "." + name.last() : name.last();
        throw new SqlException(SqlState.UNDEFINED_TABLE, "relation \"" + shown + "\" does not exist")
                .at(name.position());
    }

    private Source subquery(FromItem.Subquery item) {
        ExpressionKind kind = level.kind;
        boolean lateral = level.lateralActive;
        level.kind = ExpressionKind.FROM_SUBQUERY;
        level.lateralActive = item.lateral();
        QueryResult bound = binding.queries.bind(item.query(), level);
        QueryResult result = bound.resolved(binding).fenced(binding.fence(bound.rel(), item.lateral()));
        level.kind = kind;
        level.lateralActive = lateral;
        return query(result, item.alias(), null, 0);
    }

    /** @param notInStar how many of the last columns {@code *} leaves out */
    private Source query(QueryResult result, @Nullable Alias alias, @Nullable String ownName, int notInStar) {
        int start = level.width();
        int inStar = result.columns().size() - notInStar;
        List<Column> columns = new ArrayList<>();
        for (OutputColumn column : result.columns()) {
            int slot = level.add(new Level.Field(
                    column.name(),
                    column.value().getType(),
                    column.tableOid(),
                    column.attribute(),
                    column.collation()));
            columns.add(new Column(column.name(), level.column(slot, 0), columns.size() < inStar));
        }
        String known = alias == null ? ownName : alias.name();
        NamespaceItem named = new NamespaceItem(
                known, null, null, renamed(columns, alias, known == null ? "unnamed_subquery" : known));
        return source(result.rel(), start, named);
    }

    Source source(RelNode rel, int start, NamespaceItem named) {
        level.everything.add(named);
        named.maybeMissing = level.outerJoins > 0;
        RelNode marked = named.maybeMissing && named.presence() == null && binding.usesRow(named.name)
                ? marked(rel, named)
                : rel;
        return new Source(marked, start, level.width(), named, List.of(named));
    }

    /** The rows with a column behind them that tells them from the NULLs of an outer join. */
    private RelNode marked(RelNode rel, NamespaceItem named) {
        List<RexNode> nodes = new ArrayList<>();
        List<String> names = new ArrayList<>(rel.getRowType().getFieldNames());
        for (int i = 0; i < names.size(); i++) {
            nodes.add(RexInputRef.of(i, rel.getRowType()));
        }
        RexNode there = binding.rex.makeLiteral(true);
        nodes.add(there);
        names.add("present");
        named.marker = level.column(level.add(new Level.Field("", there.getType(), 0, 0)), 0);
        return LogicalProject.create(rel, List.of(), nodes, QueryResult.unique(names, names.size()), Set.of());
    }

    static List<Column> renamed(List<Column> columns, @Nullable Alias alias, String name) {
        if (alias == null) {
            return columns;
        }
        if (alias.columns().size() > columns.size()) {
            throw new SqlException(
                    SqlState.INVALID_COLUMN_REFERENCE,
                    "table \"" + name + "\" has " + columns.size() + " columns available but "
                            + alias.columns().size() + " columns specified");
        }
        return NamespaceItem.renamed(columns, alias.columns());
    }
}
