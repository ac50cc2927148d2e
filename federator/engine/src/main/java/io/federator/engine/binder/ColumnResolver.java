package io.federator.engine.binder;

import io.federator.engine.catalog.CatalogTable;
import io.federator.engine.catalog.SystemTable;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.Expression.ColumnRef;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/** Finds what a column's name means, from the innermost level outwards. */
final class ColumnResolver {
    /** The numbers before stand for transactions of all times. */
    private static final long FIRST_XID = 3;

    private final Binding binding;
    private final Level level;

    ColumnResolver(Binding binding, Level level) {
        this.binding = binding;
        this.level = level;
    }

    RexNode resolve(ColumnRef ref) {
        List<String> names = ref.names();
        if (ref.star()) {
            return wholeRow(item(names, ref.position()), ref.position());
        }
        if (names.size() > 4) {
            throw tooManyNames(names, ref.position());
        }
        checkDatabase(names, names.size() - 1, ref.position());
        if (names.size() == 1) {
            return unqualified(names.getFirst(), ref.position());
        }
        List<String> qualifier = names.subList(0, names.size() - 1);
        String name = names.getLast();
        NamespaceItem item = item(qualifier, ref.position());
        RexNode value = columnOf(item, name, ref.position());
        if (value == null) {
            throw hinted(
                    new SqlException(
                                    SqlState.UNDEFINED_COLUMN,
                                    "column " + qualifier.getLast() + "." + name + " does not exist")
                            .at(ref.position()),
                    qualifier.getLast(),
                    name);
        }
        return value;
    }

    /** The FROM item that a qualifier of one to three names means. */
    NamespaceItem item(List<String> qualifier, int position) {
        if (qualifier.size() > 3) {
            throw tooManyNames(qualifier, position);
        }
        checkDatabase(qualifier, qualifier.size(), position);
        String schema = qualifier.size() == 1 ? null : qualifier.get(qualifier.size() - 2);
        NamespaceItem item = find(schema, qualifier.getLast(), position);
        if (item == null) {
            throw missing(qualifier.getLast(), position);
        }
        return item;
    }

    private static SqlException tooManyNames(List<String> names, int position) {
        return new SqlException(
                        SqlState.SYNTAX_ERROR,
                        "improper qualified name (too many dotted names): " + String.join(".", names))
                .at(position);
    }

    private void checkDatabase(List<String> names, int qualifiers, int position) {
        if (qualifiers == 3 && !names.getFirst().equals(binding.context.database())) {
            throw new SqlException(
                            SqlState.FEATURE_NOT_SUPPORTED,
                            "cross-database references are not implemented: " + String.join(".", names))
                    .at(position);
        }
    }

    /** Whether the level itself has a column of this name. */
    boolean hasLocal(String name, int position) {
        boolean found = false;
        for (NamespaceItem item : level.namespace) {
            if (item.columnsVisible && item.column(name, position) != null) {
                if (found) {
                    throw new SqlException(SqlState.AMBIGUOUS_COLUMN, "column reference \"" + name + "\" is ambiguous")
                            .at(position);
                }
                found = true;
            }
        }
        return found;
    }

    private RexNode unqualified(String name, int position) {
        for (Level l = level; l != null; l = l.parent) {
            RexNode found = null;
            for (NamespaceItem item : l.namespace) {
                if (!item.columnsVisible || (item.lateralOnly && !l.lateralActive)) {
                    continue;
                }
                NamespaceItem.Column column = item.column(name, position);
                RexNode value = column == null ? null : here(column.value(), position);
                if (value == null) {
                    continue;
                }
                if (found != null) {
                    throw new SqlException(SqlState.AMBIGUOUS_COLUMN, "column reference \"" + name + "\" is ambiguous")
                            .at(position);
                }
                checkLateral(item, name, position);
                found = value;
            }
            if (found != null) {
                return found;
            }
        }
        for (NamespaceItem item : level.namespace) {
            RexNode value = item.columnsVisible ? systemColumn(item, name, position) : null;
            if (value != null) {
                return value;
            }
        }
        NamespaceItem table = find(null, name, position);
        if (table != null) {
            return wholeRow(table, position);
        }
        throw missingColumn(name, position);
    }

    private SqlException missingColumn(String name, int position) {
        SqlException error =
                new SqlException(SqlState.UNDEFINED_COLUMN, "column \"" + name + "\" does not exist").at(position);
        for (Level l = level; l != null; l = l.parent) {
            for (NamespaceItem item : l.everything) {
                if (item.name != null
                        && item.columns.stream().anyMatch(c -> c.name().equals(name))) {
                    return error.withDetail("There is a column named \"" + name + "\" in table \"" + item.name
                            + "\", but it cannot be referenced from this part of the query.");
                }
            }
        }
        return hinted(error, null, name);
    }

    private SqlException hinted(SqlException error, @Nullable String table, String column) {
        String hint = NameSuggestions.hint(level, table, column);
        return hint == null ? error : error.withHint(hint);
    }

    private @Nullable RexNode columnOf(NamespaceItem item, String name, int position) {
        NamespaceItem.Column column = item.column(name, position);
        if (column != null) {
            return here(column.value(), position);
        }
        return systemColumn(item, name, position);
    }

    /**
     * {@code tableoid} of any table, and of those of the system what tells old rows from new ones: all are as old as the catalog
     * is in its present state. What PostgreSQL keeps of other rows, such as their places in a file, sources do not have.
     */
    private @Nullable RexNode systemColumn(NamespaceItem item, String name, int position) {
        CatalogTable table = item.table;
        if (table == null) {
            return null;
        }
        boolean system = table instanceof SystemTable;
        RexNode value = switch (name) {
            case "tableoid" -> binding.constant(SqlType.OID, Integer.toUnsignedLong(table.oid()));
            case "xmin" ->
                system ? binding.constant(SqlType.of(TypeKind.XID), FIRST_XID + binding.catalog.version()) : null;
            case "xmax" -> system ? binding.constant(SqlType.of(TypeKind.XID), 0L) : null;
            case "cmin", "cmax" -> system ? binding.constant(SqlType.of(TypeKind.CID), 0L) : null;
            default -> null;
        };
        return value != null && isOuter(item) ? whenPresent(item, value, position) : value;
    }

    /** Whether its rows can be missing, so that a value made for them has to be null then. */
    private static boolean isOuter(NamespaceItem item) {
        RexNode present = item.presence();
        return present instanceof LevelColumn c
                ? c.level().field(c.slot()).type().isNullable()
                : item.maybeMissing;
    }

    /** A value made for the rows of an item; null where an outer join has none. */
    private RexNode whenPresent(NamespaceItem item, RexNode value, int position) {
        RexNode present = item.presence();
        if (present == null) {
            throw new SqlException(
                            SqlState.FEATURE_NOT_SUPPORTED,
                            "the row of this side of an outer join as a value is not supported")
                    .at(position);
        }
        RexNode isThere =
                binding.standard(SqlStdOperatorTable.IS_NOT_NULL, SqlType.BOOL, false, here(present, position));
        RexNode missing = binding.constant(Binding.typeOf(value), null);
        return binding.rex.makeCall(
                binding.nullable(value.getType()), SqlStdOperatorTable.CASE, List.of(isThere, value, missing));
    }

    /** The row itself as a value. */
    private RexNode wholeRow(NamespaceItem item, int position) {
        checkLateral(item, item.name == null ? "" : item.name, position);
        if (item.rowIsValue) {
            return here(item.columns.getFirst().value(), position);
        }
        List<RexNode> values =
                item.columns.stream().map(c -> here(c.value(), position)).toList();
        RexNode row = binding.records.row(item.fieldNames(), values);
        return isOuter(item) ? whenPresent(item, row, position) : row;
    }

    /** The columns of an item, for a star inside ROW(…). */
    List<RexNode> starred(ColumnRef star) {
        NamespaceItem item = item(star.names(), star.position());
        return item.starColumns().stream()
                .map(c -> here(c.value(), star.position()))
                .toList();
    }

    /** Whether a name alone is a column of this level or one around it. */
    boolean isColumn(String name) {
        for (Level l = level; l != null; l = l.parent) {
            for (NamespaceItem item : l.namespace) {
                if (item.columnsVisible
                        && !(item.lateralOnly && !l.lateralActive)
                        && item.columns.stream().anyMatch(c -> c.name().equals(name))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The value of a column with the place where it is named now, and with today's nullability. */
    static RexNode here(RexNode value, int position) {
        return value instanceof LevelColumn c ? c.level().named(c.slot(), position) : value;
    }

    private @Nullable NamespaceItem find(@Nullable String schema, String name, int position) {
        for (Level l = level; l != null; l = l.parent) {
            NamespaceItem found = null;
            for (NamespaceItem item : l.namespace) {
                if (!item.nameVisible || (item.lateralOnly && !l.lateralActive) || !isNamed(item, schema, name)) {
                    continue;
                }
                if (found != null) {
                    throw new SqlException(SqlState.AMBIGUOUS_ALIAS, "table reference \"" + name + "\" is ambiguous")
                            .at(position);
                }
                checkLateral(item, name, position);
                found = item;
            }
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static boolean isNamed(NamespaceItem item, @Nullable String schema, String name) {
        if (schema == null) {
            return name.equals(item.name);
        }
        CatalogTable table = item.unaliased;
        return table != null && table.schema().equals(schema) && table.name().equals(name);
    }

    private static void checkLateral(NamespaceItem item, String name, int position) {
        if (item.lateralOnly && !item.lateralAllowed) {
            throw new SqlException(
                            SqlState.INVALID_COLUMN_REFERENCE,
                            "invalid reference to FROM-clause entry for table \""
                                    + (item.name == null ? name : item.name) + "\"")
                    .withDetail("The combining JOIN type must be INNER or LEFT for a LATERAL reference.")
                    .at(position);
        }
    }

    private SqlException missing(String name, int position) {
        for (Level l = level; l != null; l = l.parent) {
            for (NamespaceItem item : l.everything) {
                if (item.name == null) {
                    continue;
                }
                SqlException error = new SqlException(
                                SqlState.UNDEFINED_TABLE,
                                "invalid reference to FROM-clause entry for table \"" + name + "\"")
                        .at(position);
                if (!item.name.equals(name)
                        && item.table != null
                        && item.table.name().equals(name)) {
                    return l.namespace.contains(item) && item.nameVisible
                            ? error.withHint("Perhaps you meant to reference the table alias \"" + item.name + "\".")
                            : error;
                }
                if (item.name.equals(name)) {
                    error = error.withDetail("There is an entry for table \"" + name
                            + "\", but it cannot be referenced from this part of the query.");
                    return item.lateralOnly && item.lateralAllowed
                            ? error.withHint("To reference that table, you must mark this subquery with LATERAL.")
                            : error;
                }
            }
        }
        return new SqlException(SqlState.UNDEFINED_TABLE, "missing FROM-clause entry for table \"" + name + "\"")
                .at(position);
    }

    /** What MERGE has done with a row. */
    RexNode mergeAction(Expression.MergeAction e) {
        for (Level l = level; l != null; l = l.parent) {
            if (l.mergeAction >= 0) {
                return l.named(l.mergeAction, e.position());
            }
        }
        throw new SqlException(
                        SqlState.SYNTAX_ERROR,
                        "MERGE_ACTION() can only be used in the RETURNING list of a MERGE command")
                .at(e.position());
    }
}
