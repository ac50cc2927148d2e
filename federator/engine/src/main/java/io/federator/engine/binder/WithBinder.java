package io.federator.engine.binder;

import io.federator.engine.parser.ast.CommonTable;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.Query;
import io.federator.engine.parser.ast.QueryBody.SetOperation;
import io.federator.engine.parser.ast.Statement;
import io.federator.engine.parser.ast.TypeName;
import io.federator.engine.parser.ast.With;
import io.federator.engine.rel.CommonRows;
import io.federator.engine.rel.Fence;
import io.federator.engine.rel.PgTypeFactory;
import io.federator.engine.rel.RecursiveScan;
import io.federator.engine.rel.RecursiveUnion;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * WITH. A common query is bound anew for each reference, so that every place gets a tree of its own; the trees of one whose
 * rows are not determined share them ({@link CommonRows}).
 */
final class WithBinder {
    private final Binding binding;
    private final Level level;

    WithBinder(Binding binding, Level level) {
        this.binding = binding;
        this.level = level;
    }

    void define(With with) {
        if (with.recursive()) {
            RecursionRules.checkMutual(with);
        }
        for (CommonTable table : with.tables()) {
            if (level.commonQueries.stream().anyMatch(q -> q.ast.name().equals(table.name()))) {
                throw new SqlException(
                                SqlState.DUPLICATE_ALIAS,
                                "WITH query name \"" + table.name() + "\" specified more than once")
                        .at(table.position());
            }
            int visible = with.recursive() ? with.tables().size() : level.commonQueries.size();
            level.commonQueries.add(new CommonQuery(table, binding.nextLevel(), level, visible, with.recursive()));
        }
        new PartBinder(binding, level).defineWrites(with);
    }

    /** Queries that nothing refers to must be correct all the same. */
    static void checkUnused(Binding binding, Level level) {
        for (CommonQuery query : level.commonQueries) {
            if (query.references == 0 && query.level == level && !PartBinder.isWrite(query)) {
                int known = binding.refused.size();
                int parts = binding.parts.count();
                new WithBinder(binding, level).bind(query);
                binding.parts.forget(parts);
                // It is not planned, nor what is inside of it; the queries beside it that it names are.
                binding.refused.subList(known, binding.refused.size()).removeIf(r -> !level.isWithin(r.level));
            }
        }
    }

    /** @param notInStar how many of the last columns {@code *} leaves out */
    record Reference(QueryResult result, int notInStar) {}

    /** The common query that a name means here; null when it means none. */
    @Nullable Reference reference(String name, int position) {
        for (Level l = level; l != null; l = l.parent) {
            for (CommonQuery query : l.commonQueries) {
                if (query.ast.name().equals(name)) {
                    return reference(query, position);
                }
            }
        }
        return null;
    }

    private Reference reference(CommonQuery query, int position) {
        RecursiveReference recursive = query.recursive;
        if (recursive != null) {
            return new Reference(recursion(query, recursive, position), recursive.notInStar);
        }
        query.references++;
        Optional<QueryResult> apart = new PartBinder(binding, level).rows(query, position, this::bind);
        if (apart.isPresent()) {
            return new Reference(apart.get(), 0);
        }
        QueryResult result = bind(query).fenced(fence(query.ast, query.id, position));
        if (query.failure != null) {
            binding.refused.add(query);
        }
        boolean isVolatile = Trees.isVolatile(result.rel());
        if (!isIndependent(result.rel())) {
            if (isVolatile && query.references > 1) {
                throw ExpressionBinder.unsupported(
                        "a WITH query with volatile functions that depends on rows around it and is used more than"
                                + " once",
                        position);
            }
            return new Reference(result, 0);
        }
        return new Reference(isVolatile || Trees.isUndetermined(result.rel()) ? common(query, result) : result, 0);
    }

    private static Fence fence(CommonTable query, int id, int position) {
        return switch (query.materialization()) {
            case UNSPECIFIED -> new Fence(Fence.Kind.COMMON, id, position);
            case MATERIALIZED -> Fence.of(Fence.Kind.MATERIALIZED);
            case NOT_MATERIALIZED -> new Fence(Fence.Kind.COMMON, id, 0);
        };
    }

    static boolean isIndependent(RelNode rel) {
        return CommonRows.isIndependent(rel) && !Trees.anyVariable(rel, v -> v instanceof LevelColumn);
    }

    private QueryResult common(CommonQuery query, QueryResult result) {
        List<RexNode> columns =
                result.columns().stream().map(OutputColumn::value).toList();
        return result.over(
                new CommonRows(binding.cluster, binding.cluster.traitSet(), result.project(columns), query.id));
    }

    private QueryResult recursion(CommonQuery query, RecursiveReference recursive, int position) {
        if (recursive.row == null) {
            throw new SqlException(
                            SqlState.INVALID_RECURSION,
                            "recursive reference to query \"" + query.ast.name()
                                    + "\" must not appear within its non-recursive term")
                    .at(position);
        }
        recursive.used = true;
        level.readsItself = true;
        RecursiveScan scan =
                new RecursiveScan(binding.cluster, binding.cluster.traitSet(), recursive.row, recursive.id);
        QueryResult result = QueryResult.of(scan, recursive.row.getFieldNames());
        List<OutputColumn> columns = new ArrayList<>();
        for (int i = 0; i < recursive.columns.size(); i++) {
            columns.add(result.columns()
                    .get(i)
                    .withCollation(recursive.columns.get(i).collation()));
        }
        return new QueryResult(scan, scan, null, columns);
    }

    private QueryResult bind(CommonQuery query) {
        Level around = new Level(binding, query.level.parent);
        around.commonQueries.addAll(query.level.commonQueries.subList(0, query.visible));
        Query ast = ((Statement.Select) query.ast.statement()).query();
        boolean walked = query.ast.search() != null || query.ast.cycle() != null;
        if (walked && !(query.mayRecur && SetOperationBinder.isUnion(ast.body()) && isBare(ast))) {
            throw new SqlException(SqlState.SYNTAX_ERROR, "WITH query is not recursive").at(query.ast.position());
        }
        QueryResult result = query.mayRecur ? recursive(query, ast, around) : binding.queries.bind(ast, around);
        return named(query.ast, result.resolved(binding).fenced(binding.fence(result.rel(), false)));
    }

    static QueryResult named(CommonTable ast, QueryResult result) {
        if (ast.columns().size() > result.columns().size()) {
            throw new SqlException(
                            SqlState.INVALID_COLUMN_REFERENCE,
                            "WITH query \"" + ast.name() + "\" has "
                                    + result.columns().size() + " columns available but "
                                    + ast.columns().size() + " columns specified")
                    .at(ast.position());
        }
        List<OutputColumn> columns = new ArrayList<>();
        for (int i = 0; i < result.columns().size(); i++) {
            OutputColumn c = result.columns().get(i);
            columns.add(
                    i < ast.columns().size()
                            ? new OutputColumn(
                                    ast.columns().get(i),
                                    c.value(),
                                    c.tableOid(),
                                    c.attribute(),
                                    c.position(),
                                    c.collation())
                            : c);
        }
        return new QueryResult(result.rel(), result.untrimmed(), result.collation(), columns);
    }

    /** A query of WITH RECURSIVE, whether it does refer to itself or not. */
    private QueryResult recursive(CommonQuery query, Query ast, Level around) {
        RecursiveReference reference = new RecursiveReference(binding.nextLevel());
        query.recursive = reference;
        try {
            return SetOperationBinder.isUnion(ast.body()) && isBare(ast)
                    ? union(query, reference, ast.with(), (SetOperation) ast.body(), around)
                    : notUnion(query, ast, around);
        } finally {
            query.recursive = null;
        }
    }

    private static boolean isBare(Query ast) {
        return ast.orderBy().isEmpty()
                && ast.limit() == null
                && ast.offset() == null
                && ast.locking().isEmpty();
    }

    private QueryResult notUnion(CommonQuery query, Query ast, Level around) {
        try {
            return binding.queries.bind(ast, around);
        } catch (SqlException e) {
            if (e.state() != SqlState.INVALID_RECURSION) {
                throw e;
            }
            if (SetOperationBinder.isUnion(ast.body())) {
                RecursionRules.checkClauses(ast);
            }
            throw new SqlException(
                            SqlState.INVALID_RECURSION,
                            "recursive query \"" + query.ast.name()
                                    + "\" does not have the form non-recursive-term UNION [ALL] recursive-term")
                    .at(query.ast.position());
        }
    }

    private QueryResult union(
            CommonQuery query, RecursiveReference reference, @Nullable With with, SetOperation written, Level around) {
        Level inner = new Level(binding, around);
        if (with != null) {
            RecursionRules.checkWith(query.ast.name(), with);
            new WithBinder(binding, inner).define(with);
        }
        QueryResult plain = binding.queries.bindBody(written.left(), inner).resolved(binding);
        boolean expanded = query.ast.search() != null || query.ast.cycle() != null;
        SetOperation union = expanded
                ? new SearchAndCycle(query.ast, named(query.ast, plain).names(), cycle -> markType(cycle, inner))
                        .expand(written)
                : written;
        QueryResult seed =
                expanded ? binding.queries.bindBody(union.left(), inner).resolved(binding) : plain;
        RelDataTypeFactory.Builder row = binding.types.builder();
        List<String> names = named(query.ast, seed).names();
        for (int i = 0; i < names.size(); i++) {
            row.add(names.get(i), binding.nullable(seed.column(i).getType()));
        }
        reference.row = row.build();
        reference.columns = seed.columns();
        reference.notInStar = names.size() - plain.columns().size();
        if (with == null || !RecursionRules.defines(with, query.ast.name())) {
            RecursionRules.checkStep(query.ast.name(), union.right());
        }
        QueryResult step = binding.queries.bindBody(union.right(), inner);
        SetOperationBinder operations = new SetOperationBinder(binding, inner);
        checkUnused(binding, inner);
        if (!reference.used) {
            return operations.combine(union, seed, step);
        }
        SetOperationBinder.Sides sides = operations.alike(union, seed, step);
        for (int i = 0; i < names.size(); i++) {
            SqlType own = Binding.typeOf(seed.column(i));
            SqlType overall = PgTypeFactory.sqlType(
                    sides.left().getRowType().getFieldList().get(i).getType());
            SqlType later = Binding.typeOf(step.column(i));
            boolean restricted = !own.equals(later) && !own.equals(own.bare());
            if (!own.bare().equals(overall.bare()) || restricted) {
                throw new SqlException(
                                SqlState.DATATYPE_MISMATCH,
                                "recursive query \"" + query.ast.name() + "\" column " + (i + 1) + " has type " + own
                                        + " in non-recursive term but type " + (restricted ? overall.bare() : overall)
                                        + " overall")
                        .withHint("Cast the output of the non-recursive term to the correct type.")
                        .at(seed.columns().get(i).position());
            }
            binding.collations.checkRecursion(
                    query.ast.name(),
                    i + 1,
                    union.all(),
                    seed.columns().get(i),
                    step.columns().get(i));
        }
        if (!union.all()
                && !sides.left().getRowType().getFieldList().stream()
                        .allMatch(f -> binding.functions.isHashable(PgTypeFactory.sqlType(f.getType())))) {
            query.failure = new SqlException(SqlState.FEATURE_NOT_SUPPORTED, "could not implement recursive UNION")
                    .withDetail("All column datatypes must be hashable.");
        }
        RelNode left = withNullable(sides.left(), names);
        RelNode rel = new RecursiveUnion(
                binding.cluster, binding.cluster.traitSet(), left, sides.right(), reference.id, union.all());
        return SetOperationBinder.result(rel, seed);
    }

    private TypeName markType(CommonTable.Cycle cycle, Level at) {
        List<Expression> values = List.of(cycle.value(), cycle.otherwise());
        SqlType common = binding.coercion.commonType(
                "CYCLE",
                values.stream().map(at.expressions()::bind).toList(),
                values.stream().map(Expression::start).toList());
        return TypeName.system(common.kind().typname(), cycle.position());
    }

    /** The seed as a tree whose columns may be null, as those of later rounds may be. */
    private RelNode withNullable(RelNode seed, List<String> names) {
        List<RexNode> nodes = new ArrayList<>();
        seed.getRowType()
                .getFieldList()
                .forEach(f -> nodes.add(binding.rex.makeAbstractCast(
                        binding.nullable(f.getType()), binding.rex.makeInputRef(f.getType(), f.getIndex()), false)));
        return LogicalProject.create(seed, List.of(), nodes, QueryResult.unique(names, names.size()), Set.of());
    }
}
