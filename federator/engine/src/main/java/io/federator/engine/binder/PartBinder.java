package io.federator.engine.binder;

import io.federator.engine.parser.ast.CommonTable;
import io.federator.engine.parser.ast.LockingSearch;
import io.federator.engine.parser.ast.Query;
import io.federator.engine.parser.ast.With;
import io.federator.engine.parser.ast.WriteStatement;
import io.federator.engine.plan.ResultColumn;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.RowLock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.rel.RelNode;

/**
 * What becomes a part of its own: the statements of WITH that change rows, the queries whose rows are locked, and the queries of WITH
 * that have to be the same for all parts that read them.
 */
final class PartBinder {
    private final Binding binding;
    private final Level level;

    PartBinder(Binding binding, Level level) {
        this.binding = binding;
        this.level = level;
    }

    static boolean isWrite(CommonQuery query) {
        return query.ast.statement() instanceof WriteStatement;
    }

    /** Binds the statements of a WITH that change rows, in their order. */
    void defineWrites(With with) {
        for (CommonTable table : with.tables()) {
            if (table.statement() instanceof WriteStatement && level.parent != null) {
                throw new SqlException(
                                SqlState.FEATURE_NOT_SUPPORTED,
                                "WITH clause containing a data-modifying statement must be at the top level")
                        .at(table.position());
            }
            if (table.statement() instanceof WriteStatement write
                    && with.recursive()
                    && RecursionRules.uses(write, table.name()) > 0) {
                throw new SqlException(
                                SqlState.INVALID_RECURSION,
                                "recursive query \"" + table.name() + "\" must not contain data-modifying statements")
                        .at(table.position());
            }
        }
        for (CommonQuery query : List.copyOf(level.commonQueries)) {
            if (isWrite(query) && query.level == level) {
                written(query);
            }
        }
    }

    /** The statement as a part; it is bound when it is first asked for, which may be before its turn in WITH RECURSIVE. */
    private Parts.Rows written(CommonQuery query) {
        Parts.Rows known = query.rows;
        if (known != null) {
            return known;
        }
        CommonTable ast = query.ast;
        if (ast.search() != null || ast.cycle() != null) {
            throw new SqlException(SqlState.SYNTAX_ERROR, "WITH query is not recursive").at(ast.position());
        }
        Level around = new Level(binding, query.level.parent);
        Parts.Apart<BoundWrite> apart = binding.parts.apart(
                () -> new WriteBinder(binding, visible(query, around)).bind((WriteStatement) ast.statement()));
        Optional<BoundWrite.BoundReturning> returning = apart.bound().returning();
        List<OutputColumn> columns = List.of();
        if (returning.isPresent()) {
            RelNode rel = returning.get().rel();
            columns = WithBinder.named(ast, new QueryResult(rel, rel, null, binding.returned))
                    .columns();
        }
        Parts.Rows rows = binding.parts.add(
                (id, uses) -> new BoundPart.Write(id, apart.bound(), uses),
                apart.uses(),
                returning
                        .map(r -> r.rel().getRowType())
                        .orElseGet(() -> binding.types.builder().build()),
                columns);
        query.rows = rows;
        return rows;
    }

    private static Level visible(CommonQuery query, Level around) {
        around.commonQueries.addAll(query.level.commonQueries.subList(0, query.visible));
        return around;
    }

    /**
     * The rows of a query of WITH where they are those of a part.
     *
     * @param bind as a query like any other
     */
    Optional<QueryResult> rows(CommonQuery query, int position, Function<CommonQuery, QueryResult> bind) {
        if (query.ast.statement() instanceof WriteStatement write) {
            if (!returns(write)) {
                throw new SqlException(
                                SqlState.FEATURE_NOT_SUPPORTED,
                                "WITH query \"" + query.ast.name() + "\" does not have a RETURNING clause")
                        .at(position);
            }
            return Optional.of(binding.parts.read(written(query)));
        }
        Parts.Rows known = query.rows;
        if (known != null && binding.parts.holds(known)) {
            return Optional.of(binding.parts.read(known));
        }
        boolean among = query.level.commonQueries.stream().anyMatch(PartBinder::isWrite);
        boolean locks = LockingSearch.first(query.ast.statement()).isPresent();
        if (!among && !locks) {
            return Optional.empty();
        }
        Parts.Apart<QueryResult> apart = binding.parts.apart(() -> bind.apply(query));
        QueryResult result = apart.bound();
        boolean shared = locks
                || Trees.isVolatile(result.rel())
                || Trees.isUndetermined(result.rel())
                || RecursionRules.uses(binding.statement, query.ast.name()) > 1;
        if (!shared || !WithBinder.isIndependent(result.rel())) {
            return Optional.of(binding.parts.within(apart));
        }
        RelNode rel = finished(result);
        query.rows = binding.parts.add(
                (id, uses) -> new BoundPart.Shared(id, rel, uses), apart.uses(), rel.getRowType(), result.columns());
        return Optional.of(binding.parts.read(query.rows));
    }

    private static boolean returns(WriteStatement write) {
        return switch (write) {
            case WriteStatement.Insert s -> !s.returning().targets().isEmpty();
            case WriteStatement.Update s -> !s.returning().targets().isEmpty();
            case WriteStatement.Delete s -> !s.returning().targets().isEmpty();
            case WriteStatement.Merge s -> !s.returning().targets().isEmpty();
            case WriteStatement.Truncate s -> false;
            case WriteStatement.Lock s -> false;
        };
    }

    private RelNode finished(QueryResult result) {
        RelNode rel = result.project(
                result.columns().stream().map(OutputColumn::value).toList());
        return binding.folder.withoutDeadParts(binding.collations.unmarked(rel));
    }

    /** The rows of a query within the statement that are locked, all of them before the statement goes on. */
    QueryResult locked(Query query) {
        int position = query.locking().getFirst().position();
        LockBinder locks = new LockBinder(binding, level, query);
        Map<String, RowLock> wanted = locks.locks();
        List<BoundLocking.LockedTable> tables = new ArrayList<>();
        Query wide = locks.widened(wanted, tables);
        Parts.Apart<QueryResult> apart =
                binding.parts.apart(() -> binding.queries.bind(wide, level).resolved(binding));
        QueryResult result = apart.bound();
        boolean skips = LockBinder.skips(wanted);
        LimitBinder.Limits limits = skips
                ? new LimitBinder(binding, new Level(binding, level)).bind(query)
                : new LimitBinder.Limits(null, null, false);
        boolean fixed = LimitBinder.isFixed(limits.count()) && LimitBinder.isFixed(limits.offset());
        if (!WithBinder.isIndependent(result.rel()) || !fixed) {
            throw ExpressionBinder.unsupported("locking the rows of a query that depends on rows around it", position);
        }
        int hidden = tables.stream().mapToInt(t -> t.table().columns().size()).sum();
        int visible = result.columns().size() - hidden;
        List<OutputColumn> columns = result.columns().subList(0, visible);
        RelNode rel = finished(result);
        BoundLocking bound = new BoundLocking(
                new BoundQuery(
                        rel,
                        columns.stream()
                                .map(c -> new ResultColumn(
                                        c.name(), Binding.typeOf(c.value()), c.tableOid(), c.attribute()))
                                .toList(),
                        List.of(),
                        new LinkedHashSet<>(),
                        false,
                        false,
                        Optional.empty(),
                        new BoundParts(List.of(), Set.of())),
                visible,
                tables.stream()
                        .map(t -> new BoundLocking.LockedTable(t.table(), t.start() + visible, t.lock()))
                        .toList(),
                Optional.ofNullable(limits.count()),
                Optional.ofNullable(limits.offset()));
        Parts.Rows rows = binding.parts.add(
                (id, uses) -> new BoundPart.Locking(id, bound, uses), apart.uses(), rel.getRowType(), columns);
        return binding.parts.read(rows);
    }
}
