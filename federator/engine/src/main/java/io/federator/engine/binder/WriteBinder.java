package io.federator.engine.binder;

import io.federator.engine.catalog.CatalogColumn;
import io.federator.engine.catalog.CatalogTable;
import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.function.CastContext;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.FromItem;
import io.federator.engine.parser.ast.With;
import io.federator.engine.parser.ast.WriteStatement;
import io.federator.engine.rel.PgOperator;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.TableLock;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/** INSERT, UPDATE and DELETE. The rows that are to be written are a query like any other. */
final class WriteBinder {
    private final Binding binding;
    private final @Nullable Level around;

    /** @param around the level of the WITH that the statement is in, null for one by itself */
    WriteBinder(Binding binding, @Nullable Level around) {
        this.binding = binding;
        this.around = around;
    }

    BoundWrite bind(WriteStatement statement) {
        return switch (statement) {
            case WriteStatement.Insert insert -> new InsertBinder(binding, this).bind(insert);
            case WriteStatement.Update update -> update(update);
            case WriteStatement.Delete delete -> delete(delete);
            case WriteStatement.Merge merge -> new MergeBinder(binding, this).bind(merge);
            case WriteStatement.Truncate truncate -> truncate(truncate);
            case WriteStatement.Lock lock -> lock(lock);
        };
    }

    private BoundWrite update(WriteStatement.Update update) {
        Level level = level(update.with());
        FromBinder from = new FromBinder(binding, level);
        FromBinder.Source target = from.target(update.table());
        FederatedTable table = table(target, update.table(), "update");
        RelNode rows = filtered(level, table, from.bindWith(target, update.from()), update.where());
        AssignmentBinder assignments = new AssignmentBinder(binding, level, table);
        update.assignments().forEach(assignments::bind);
        int width = level.width();
        List<RexNode> nodes = columns(level);
        nodes.addAll(assignments.values());
        RelNode found = project(level, rows, nodes);
        Optional<BoundWrite.BoundReturning> returning =
                new ReturningBinder(binding, level, target.main(), table).bind(update.returning());
        WithBinder.checkUnused(binding, level);
        return new BoundWrite.Update(
                table, finished(found), width, assignments.columns(), assignments.toDefault(), returning);
    }

    private BoundWrite delete(WriteStatement.Delete delete) {
        Level level = level(delete.with());
        FromBinder from = new FromBinder(binding, level);
        FromBinder.Source target = from.target(delete.table());
        FederatedTable table = table(target, delete.table(), "delete from");
        RelNode rows = filtered(level, table, from.bindWith(target, delete.using()), delete.where());
        int width = level.width();
        RelNode found = project(level, rows, columns(level));
        Optional<BoundWrite.BoundReturning> returning =
                new ReturningBinder(binding, level, target.main(), table).bind(delete.returning());
        WithBinder.checkUnused(binding, level);
        return new BoundWrite.Delete(table, finished(found), width, returning);
    }

    private BoundWrite truncate(WriteStatement.Truncate truncate) {
        List<FederatedTable> tables = new ArrayList<>();
        for (FromItem.Table written : truncate.tables()) {
            FromBinder.Source found = new FromBinder(binding, new Level(binding, null)).target(written);
            FederatedTable table = table(found, written, "truncate");
            if (!tables.contains(table)) {
                tables.add(table);
            }
        }
        return new BoundWrite.Truncate(tables, truncate.restartIdentity(), truncate.cascade());
    }

    private BoundWrite lock(WriteStatement.Lock lock) {
        List<FederatedTable> tables = new ArrayList<>();
        for (FromItem.Table written : lock.tables()) {
            FromBinder.Source found = new FromBinder(binding, new Level(binding, null)).target(written);
            tables.add(table(found, written, "lock"));
        }
        return new BoundWrite.Lock(tables, TableLock.named(lock.mode()), lock.nowait());
    }

    Level level(@Nullable With with) {
        Level level = new Level(binding, around);
        if (with != null) {
            new WithBinder(binding, level).define(with);
        }
        return level;
    }

    /** @param verb as in {@code cannot update view} */
    static FederatedTable table(FromBinder.Source target, FromItem.Table written, String verb) {
        CatalogTable table = target.main().table;
        if (table instanceof FederatedTable federated) {
            return federated;
        }
        throw new SqlException(
                        SqlState.INSUFFICIENT_PRIVILEGE,
                        "permission denied: cannot " + verb + " the system catalog \""
                                + written.name().last() + "\"")
                .at(written.position());
    }

    private RelNode filtered(Level level, FederatedTable table, RelNode rows, @Nullable Expression where) {
        if (where == null) {
            return rows;
        }
        if (where instanceof Expression.CurrentOf current) {
            return Placement.filter(level, rows, isCurrent(level, table, current), slot -> slot);
        }
        RexNode condition =
                level.in(ExpressionKind.WHERE, () -> level.expressions().bindBoolean(where, "WHERE"));
        return Placement.filter(level, rows, condition, slot -> slot);
    }

    /** The row of the target's that a cursor stands on is found by its key. */
    private RexNode isCurrent(Level level, FederatedTable table, Expression.CurrentOf current) {
        if (around != null) {
            throw ExpressionBinder.unsupported("WHERE CURRENT OF in a statement of WITH", current.position());
        }
        if (level.width() != table.columns().size()) {
            throw ExpressionBinder.unsupported("WHERE CURRENT OF with other tables", current.position());
        }
        if (table.key().isEmpty()) {
            throw new SqlException(
                            SqlState.FEATURE_NOT_SUPPORTED,
                            "the row of a cursor cannot be found again in table \"" + table.name()
                                    + "\", as it has no key")
                    .withHint("Declare a key in the catalog file.")
                    .at(current.position());
        }
        List<RexNode> same = new ArrayList<>();
        for (int i = 0; i < table.key().size(); i++) {
            RexNode column = level.column(table.column(table.key().get(i)).orElseThrow(), 0);
            RexNode value = binding.call(
                    PgOperator.of("current_of", PgOperator.Volatility.STABLE),
                    Binding.typeOf(column),
                    List.of(binding.constant(SqlType.INT4, i)));
            same.add(binding.bool(SqlStdOperatorTable.EQUALS, List.of(column, value)));
        }
        return same.size() == 1 ? same.getFirst() : binding.bool(SqlStdOperatorTable.AND, same);
    }

    static List<RexNode> columns(Level level) {
        List<RexNode> nodes = new ArrayList<>();
        for (int i = 0; i < level.width(); i++) {
            nodes.add(level.column(i, 0));
        }
        return nodes;
    }

    static RelNode project(Level level, RelNode rows, List<RexNode> nodes) {
        return Placement.over(level, rows).project(nodes, QueryResult.unique(List.of(), nodes.size()));
    }

    RelNode finished(RelNode rel) {
        return binding.folder.withoutDeadParts(binding.collations.unmarked(rel));
    }

    /** The column of a target that a statement names. */
    static int column(FederatedTable table, String name, int position) {
        return table.column(name)
                .orElseThrow(() -> new SqlException(
                                SqlState.UNDEFINED_COLUMN,
                                "column \"" + name + "\" of relation \"" + table.name() + "\" does not exist")
                        .at(position));
    }

    /** A value as one of the column's type, as PostgreSQL assigns it. */
    static RexNode assigned(Binding binding, CatalogColumn column, RexNode value, int position) {
        RexNode coerced =
                binding.coercion.tryCoerce(value, Assignable.type(column.type()), CastContext.ASSIGNMENT, position);
        if (coerced == null) {
            throw new SqlException(
                            SqlState.DATATYPE_MISMATCH,
                            "column \"" + column.name() + "\" is of type "
                                    + column.type().bare() + " but expression is of type "
                                    + Binding.typeOf(value).bare())
                    .withHint("You will need to rewrite or cast the expression.")
                    .at(position);
        }
        return coerced;
    }
}
