package io.federator.engine.binder;

import io.federator.engine.catalog.CatalogColumn;
import io.federator.engine.catalog.CatalogTable;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** What an item of FROM is known by, and the columns that can be named through it. Mutable while FROM is bound. */
final class NamespaceItem {
    /** The name that qualifies its columns; null for a join without an alias. */
    final @Nullable String name;

    /** The table, where it is one and can be named with its schema, that is without an alias. */
    final @Nullable CatalogTable unaliased;

    /** The table itself, aliased or not. */
    final @Nullable CatalogTable table;

    final List<Column> columns;
    boolean nameVisible = true;
    boolean columnsVisible = true;
    /** Whether it is a function that returns plain values: its own name stands for the value then, not for a row. */
    boolean rowIsValue;
    /** A column that is never null in the item's own rows, where none of {@code columns} is. */
    @Nullable RexNode marker;

    /** Whether it is a join, whose columns are those of others. */
    boolean isJoin;

    /** Whether the item stands in a join that may leave its rows out. */
    boolean maybeMissing;

    /** Only subqueries marked LATERAL and functions may see it yet. */
    boolean lateralOnly;
    /** Whether LATERAL references are legal: not to the left side of a RIGHT or FULL join. */
    boolean lateralAllowed = true;

    NamespaceItem(
            @Nullable String name,
            @Nullable CatalogTable unaliased,
            @Nullable CatalogTable table,
            List<Column> columns) {
        this.name = name;
        this.unaliased = unaliased;
        this.table = table;
        this.columns = List.copyOf(columns);
    }

    /**
     * A column by its name.
     *
     * @param value of the columns of the level; a merged column of a join may be a whole expression
     * @param inStar whether {@code *} stands for it too: not for what SEARCH and CYCLE add to a recursive reference
     */
    record Column(String name, RexNode value, boolean inStar) {
        Column(String name, RexNode value) {
            this(name, value, true);
        }

        Column withName(String newName) {
            return new Column(newName, value, inStar);
        }

        Column withValue(RexNode newValue) {
            return new Column(name, newValue, inStar);
        }
    }

    /** The columns that {@code *} stands for. */
    List<Column> starColumns() {
        return columns.stream().filter(Column::inStar).toList();
    }

    /** The column of this name, null for none. */
    @Nullable Column column(String wanted, int position) {
        Column found = null;
        for (Column column : columns) {
            if (column.name.equals(wanted)) {
                if (found != null) {
                    throw new SqlException(
                                    SqlState.AMBIGUOUS_COLUMN, "column reference \"" + wanted + "\" is ambiguous")
                            .at(position);
                }
                found = column;
            }
        }
        return found;
    }

    /** The names of the row's fields: a table's row has those of its type, whatever an alias calls its columns. */
    List<String> fieldNames() {
        return table == null
                ? columns.stream().map(Column::name).toList()
                : table.columns().stream().map(CatalogColumn::name).toList();
    }

    /** The columns under the names of an alias; those beyond its list keep theirs. */
    static List<Column> renamed(List<Column> columns, List<String> names) {
        List<Column> result = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            result.add(i < names.size() ? column.withName(names.get(i)) : column);
        }
        return result;
    }

    /** A column that is null exactly where an outer join has no row of this item; null where none is known. */
    @Nullable RexNode presence() {
        for (Column column : columns) {
            if (column.value instanceof LevelColumn && !column.value.getType().isNullable()) {
                return column.value;
            }
        }
        return marker;
    }
}
