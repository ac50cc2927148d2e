package io.federator.engine.binder;

import io.federator.engine.catalog.CatalogTable;
import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.catalog.LogicalCatalog;
import io.federator.engine.collation.TextOrder;
import io.federator.engine.context.EvaluationContext;
import io.federator.engine.function.FunctionCatalog;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.Query;
import io.federator.engine.parser.ast.Statement;
import io.federator.engine.parser.ast.TypeName;
import io.federator.engine.parser.ast.WriteStatement;
import io.federator.engine.plan.ResultColumn;
import io.federator.engine.rel.PgTypeFactory;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.RowLock;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.rex.RexNode;

/**
 * Syntax trees to relational trees. Names, types and overloads are resolved by PostgreSQL's rules, with its errors and their
 * places; every implicit conversion becomes a CAST. The tree holds subqueries as {@code RexSubQuery} with correlation
 * variables, for Calcite's rules to remove.
 *
 * <p>Has no state and may be shared between threads.
 */
public final class Binder {
    private final FunctionCatalog functions;
    private final PgTypeFactory types;
    private final TextOrder order;

    /** Text is in the order of code points. */
    public Binder(FunctionCatalog functions, PgTypeFactory types) {
        this(functions, types, TextOrder.C);
    }

    /** @param order that of text without another collation */
    public Binder(FunctionCatalog functions, PgTypeFactory types, TextOrder order) {
        this.functions = functions;
        this.types = types;
        this.order = order;
    }

    /**
     * Binds a query.
     *
     * @param context the search path, and the settings and names by which literals are read
     * @param declaredParameters the types of the first parameters; {@link SqlType#UNKNOWN} where the query decides
     * @throws SqlException as PostgreSQL's analysis of the query would, placed in its text
     */
    public BoundQuery bind(
            Query query, LogicalCatalog catalog, EvaluationContext context, List<SqlType> declaredParameters) {
        return bind(new Binding(functions, types, catalog, context, order, declaredParameters), query);
    }

    private static BoundQuery bind(Binding binding, Query query) {
        binding.statement = query;
        QueryResult result = binding.queries.bind(query, null).resolved(binding);
        List<ResultColumn> columns = new ArrayList<>();
        for (OutputColumn column : result.columns()) {
            columns.add(new ResultColumn(
                    column.name(), Binding.typeOf(column.value()), column.tableOid(), column.attribute()));
        }
        return new BoundQuery(
                binding.folder.withoutDeadParts(binding.collations.unmarked(result.rel())),
                columns,
                binding.parameters.decided(),
                binding.tables,
                binding.readsSettings,
                binding.readsClock,
                binding.refused.stream().findFirst().map(q -> Objects.requireNonNull(q.failure)),
                binding.parts.all());
    }

    /**
     * Binds a query with FOR UPDATE or its like.
     *
     * @throws SqlException as {@link #bind}
     */
    public BoundLocking bindLocking(
            Query query, LogicalCatalog catalog, EvaluationContext context, List<SqlType> declaredParameters) {
        Binding names = new Binding(functions, types, catalog, context, order, declaredParameters);
        LockBinder locks = new LockBinder(names, new Level(names, null), query);
        List<BoundLocking.LockedTable> tables = new ArrayList<>();
        Map<String, RowLock> wanted = locks.locks();
        Query wide = locks.widened(wanted, tables);
        Binding binding = new Binding(functions, types, catalog, context, order, declaredParameters);
        BoundQuery bound = bind(binding, wide);
        boolean skips = LockBinder.skips(wanted);
        LimitBinder.Limits limits = skips
                ? new LimitBinder(binding, new Level(binding, null)).bind(query)
                : new LimitBinder.Limits(null, null, false);
        int hidden = tables.stream().mapToInt(t -> t.table().columns().size()).sum();
        int visible = bound.columns().size() - hidden;
        return new BoundLocking(
                new BoundQuery(
                        bound.rel(),
                        bound.columns().subList(0, visible),
                        binding.parameters.decided(),
                        bound.tables(),
                        bound.readsSettings(),
                        bound.readsClock(),
                        bound.failure(),
                        binding.parts.all()),
                visible,
                tables.stream()
                        .map(t -> new BoundLocking.LockedTable(t.table(), t.start() + visible, t.lock()))
                        .toList(),
                Optional.ofNullable(limits.count()),
                Optional.ofNullable(limits.offset()));
    }

    /**
     * Binds a statement that changes rows.
     *
     * @throws SqlException as PostgreSQL's analysis of the statement would, placed in its text
     */
    public BoundChange bind(
            WriteStatement statement,
            LogicalCatalog catalog,
            EvaluationContext context,
            List<SqlType> declaredParameters) {
        Binding binding = new Binding(functions, types, catalog, context, order, declaredParameters);
        binding.statement = statement;
        BoundWrite write = new WriteBinder(binding, null).bind(statement);
        binding.refused.stream().findFirst().ifPresent(query -> {
            throw Objects.requireNonNull(query.failure);
        });
        return new BoundChange(write, binding.parameters.decided(), binding.readsClock, binding.parts.all());
    }

    /**
     * Binds a COPY FROM of a table.
     *
     * @throws SqlException as PostgreSQL would before it asks for rows
     */
    public BoundChange bind(Statement.Copy copy, LogicalCatalog catalog, EvaluationContext context) {
        Binding binding = new Binding(functions, types, catalog, context, order, List.of());
        BoundWrite load = new LoadBinder(binding).bind(copy);
        return new BoundChange(load, List.of(), binding.readsClock, binding.parts.all());
    }

    /**
     * Binds a condition on the rows of one table, such as a fragment's predicate. Columns are input references to
     * {@code table.columns()}.
     *
     * @throws SqlException 42804 when it is no condition, 42P17 when its value may change, 0A000 for subqueries, and as for any
     *     expression
     */
    public RexNode bindPredicate(Expression predicate, FederatedTable table, EvaluationContext context) {
        Binding binding = new Binding(functions, types, new OneTable(table), context, order, List.of());
        Level level = new Level(binding, null);
        new FromBinder(binding, level).bindTable(table);
        RexNode condition = binding.collations.unmarked(
                level.in(ExpressionKind.CHECK, () -> level.expressions().bindBoolean(predicate, "WHERE")));
        if (Trees.hasSubQuery(condition)) {
            throw new SqlException(SqlState.FEATURE_NOT_SUPPORTED, "cannot use subquery in a fragment's predicate")
                    .at(predicate.start());
        }
        if (Trees.anyCall(
                condition,
                c -> !c.getOperator().isDeterministic() || c.getOperator().isDynamicFunction())) {
            throw new SqlException(
                            SqlState.SYNTAX_ERROR_OR_ACCESS_RULE_VIOLATION,
                            "functions in a fragment's predicate must be immutable")
                    .at(predicate.start());
        }
        if (Trees.anyVariable(condition, v -> v.getIndex() >= 0)) {
            throw new SqlException(SqlState.UNDEFINED_PARAMETER, "a fragment's predicate cannot have parameters")
                    .at(predicate.start());
        }
        return Placement.over(level, Scans.of(table, binding)).place(condition);
    }

    /** Binds a type as written. */
    public SqlType bindType(TypeName type) {
        return new TypeBinder().bind(type);
    }

    /** A catalog of a single table. */
    private record OneTable(FederatedTable table) implements LogicalCatalog {
        @Override
        public long version() {
            return 0;
        }

        @Override
        public List<String> schemas() {
            return List.of(table.schema());
        }

        @Override
        public Optional<CatalogTable> table(String schema, String name) {
            return Optional.empty();
        }

        @Override
        public List<String> tables(String schema) {
            return List.of();
        }
    }
}
