package io.federator.engine.binder;

import io.federator.engine.binder.BoundLocking.LockedTable;
import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.parser.ast.Alias;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.FromItem;
import io.federator.engine.parser.ast.Locking;
import io.federator.engine.parser.ast.Name;
import io.federator.engine.parser.ast.Query;
import io.federator.engine.parser.ast.QueryBody;
import io.federator.engine.parser.ast.Target;
import io.federator.engine.parser.ast.With;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.RowLock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** FOR UPDATE and its like: which tables of a query are meant, and the query with their columns behind its own. */
final class LockBinder {
    private final Binding binding;
    private final Level level;
    private final Query query;
    private final QueryBody.Select select;
    /** The tables of FROM by the names that they are known by. */
    private final Map<String, FromItem.Table> items = new LinkedHashMap<>();

    private final List<String> nullable = new ArrayList<>();
    /** Of queries in FROM, whose rows are locked as well where no table is named. */
    private final Map<String, FromItem.Subquery> subqueries = new LinkedHashMap<>();

    /**
     * @param level around the query
     * @param query with at least one locking clause
     */
    LockBinder(Binding binding, Level level, Query query) {
        this.binding = binding;
        this.level = level;
        this.query = query;
        this.select = select(query);
    }

    private static String clause(Locking locking) {
        return "FOR " + locking.strength().name().replace('_', ' ');
    }

    private static QueryBody.Select select(Query query) {
        Locking first = query.locking().getFirst();
        return switch (query.body()) {
            case QueryBody.Select select -> {
                String unfit = unfit(select);
                if (unfit != null) {
                    throw notAllowed(first, unfit);
                }
                yield select;
            }
            case QueryBody.SetOperation operation -> throw notAllowed(first, "UNION/INTERSECT/EXCEPT");
            case QueryBody.Values values ->
                throw new SqlException(SqlState.FEATURE_NOT_SUPPORTED, clause(first) + " cannot be applied to VALUES");
            case Query nested ->
                throw ExpressionBinder.unsupported("locking the rows of a query in parentheses", first.position());
        };
    }

    private static @Nullable String unfit(QueryBody.Select select) {
        if (select.distinct() != null) {
            return "DISTINCT clause";
        }
        if (!select.groupBy().isEmpty()) {
            return "GROUP BY clause";
        }
        return select.having() == null ? null : "HAVING clause";
    }

    private static SqlException notAllowed(Locking locking, String what) {
        return new SqlException(SqlState.FEATURE_NOT_SUPPORTED, clause(locking) + " is not allowed with " + what);
    }

    /** The tables that are locked, in the order of FROM, each in the strongest way that is asked for. */
    Map<String, RowLock> locks() {
        select.from().forEach(item -> collect(item, false));
        Map<String, RowLock> locks = new LinkedHashMap<>();
        for (Locking locking : query.locking()) {
            RowLock lock = new RowLock(
                    RowLock.Strength.valueOf(locking.strength().name()),
                    RowLock.Waiting.valueOf(locking.waiting().name()));
            if (locking.tables().isEmpty() && !subqueries.isEmpty()) {
                throw lockedSubquery(subqueries.values().iterator().next());
            }
            List<String> names = locking.tables().isEmpty()
                    ? items.keySet().stream()
                            .filter(name -> !isCommon(items.get(name)))
                            .toList()
                    : locking.tables().stream()
                            .map(name -> named(locking, name))
                            .toList();
            for (String name : names) {
                if (nullable.contains(name)) {
                    throw new SqlException(
                            SqlState.FEATURE_NOT_SUPPORTED,
                            clause(locking) + " cannot be applied to the nullable side of an outer join");
                }
                locks.merge(name, lock, LockBinder::stronger);
            }
        }
        return locks;
    }

    private String named(Locking locking, Name name) {
        if (name.isQualified()) {
            throw new SqlException(SqlState.SYNTAX_ERROR, clause(locking) + " must specify unqualified relation names")
                    .at(name.position());
        }
        FromItem.Subquery subquery = subqueries.get(name.last());
        if (subquery != null) {
            throw lockedSubquery(subquery);
        }
        if (items.containsKey(name.last()) && isCommon(items.get(name.last()))) {
            throw new SqlException(
                            SqlState.FEATURE_NOT_SUPPORTED, clause(locking) + " cannot be applied to a WITH query")
                    .at(name.position());
        }
        if (!items.containsKey(name.last())) {
            throw new SqlException(
                            SqlState.UNDEFINED_TABLE,
                            "relation \"" + name.last() + "\" in " + clause(locking)
                                    + " clause not found in FROM clause")
                    .at(name.position());
        }
        return name.last();
    }

    private static SqlException lockedSubquery(FromItem.Subquery subquery) {
        return ExpressionBinder.unsupported("locking the rows of a subquery", subquery.position());
    }

    /** Whether a name of FROM is that of a query of WITH. */
    private boolean isCommon(FromItem.@Nullable Table item) {
        if (item == null || item.name().isQualified()) {
            return false;
        }
        String name = item.name().last();
        With with = query.with();
        if (with != null && RecursionRules.defines(with, name)) {
            return true;
        }
        for (Level l = level; l != null; l = l.parent) {
            if (l.commonQueries.stream().anyMatch(q -> q.ast.name().equals(name))) {
                return true;
            }
        }
        return false;
    }

    private static RowLock stronger(RowLock one, RowLock other) {
        RowLock.Strength strength = one.strength().compareTo(other.strength()) >= 0 ? one.strength() : other.strength();
        RowLock.Waiting waiting = one.waiting().compareTo(other.waiting()) >= 0 ? one.waiting() : other.waiting();
        return new RowLock(strength, waiting);
    }

    private void collect(FromItem item, boolean mayBeMissing) {
        switch (item) {
            case FromItem.Table table -> {
                Alias alias = table.alias();
                String name = alias == null ? table.name().last() : alias.name();
                items.put(name, table);
                if (mayBeMissing) {
                    nullable.add(name);
                }
            }
            case FromItem.Join join -> {
                collect(
                        join.left(),
                        mayBeMissing
                                || join.kind() == FromItem.JoinKind.RIGHT
                                || join.kind() == FromItem.JoinKind.FULL);
                collect(
                        join.right(),
                        mayBeMissing || join.kind() == FromItem.JoinKind.LEFT || join.kind() == FromItem.JoinKind.FULL);
            }
            case FromItem.Subquery subquery -> {
                Alias alias = subquery.alias();
                subqueries.put(alias == null ? "" : alias.name(), subquery);
            }
            case FromItem.FunctionTable function -> {}
            case FromItem.JsonTable table -> {}
        }
    }

    /** Whether rows are passed over, so that LIMIT counts those that are left. */
    static boolean skips(Map<String, RowLock> locks) {
        return locks.values().stream().anyMatch(lock -> lock.waiting() == RowLock.Waiting.SKIP_LOCKED);
    }

    /**
     * The query with the columns of the locked tables behind its own, and without LIMIT and OFFSET where rows are passed over.
     *
     * @param tables is given the tables that are locked, their columns counted from the end of the query's own
     */
    Query widened(Map<String, RowLock> locks, List<LockedTable> tables) {
        List<Target> targets = new ArrayList<>(select.targets());
        for (Map.Entry<String, RowLock> lock : locks.entrySet()) {
            FromItem.Table item = items.get(lock.getKey());
            if (item == null) {
                continue;
            }
            FromBinder.Source source = new FromBinder(binding, new Level(binding, null)).target(item);
            if (source.main().table instanceof FederatedTable table) {
                tables.add(
                        new LockedTable(table, targets.size() - select.targets().size(), lock.getValue()));
                for (NamespaceItem.Column column : source.main().columns) {
                    Expression value =
                            new Expression.ColumnRef(List.of(lock.getKey(), column.name()), false, item.position());
                    targets.add(new Target(value, null, item.position()));
                }
            }
        }
        QueryBody.Select wide = new QueryBody.Select(
                select.distinct(),
                targets,
                select.from(),
                select.where(),
                select.groupBy(),
                select.groupDistinct(),
                select.having(),
                select.windows(),
                select.position());
        boolean skips = skips(locks);
        return new Query(
                query.with(),
                wide,
                query.orderBy(),
                skips ? null : query.limit(),
                skips ? null : query.offset(),
                !skips && query.withTies(),
                List.of(),
                query.position());
    }
}
