package io.federator.engine.binder;

import io.federator.engine.catalog.CatalogTable;
import io.federator.engine.catalog.LogicalCatalog;
import io.federator.engine.collation.TextOrder;
import io.federator.engine.context.EvaluationContext;
import io.federator.engine.function.FunctionCatalog;
import io.federator.engine.parser.ColumnNames;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.Query;
import io.federator.engine.parser.ast.SyntaxTree;
import io.federator.engine.parser.ast.Target;
import io.federator.engine.rel.Clusters;
import io.federator.engine.rel.Constant;
import io.federator.engine.rel.Fence;
import io.federator.engine.rel.PgOperator;
import io.federator.engine.rel.PgTypeFactory;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/** What the binding of one statement shares: the catalogs, the parameters, the cluster. Used by one thread. */
final class Binding {
    final FunctionCatalog functions;
    final PgTypeFactory types;
    final LogicalCatalog catalog;
    final EvaluationContext context;
    final RelOptCluster cluster;
    final RexBuilder rex;
    final ParameterTypes parameters;
    final ConstantFolder folder;
    final Coercion coercion;
    final Collations collations;
    final TypeBinder typeBinder;
    final QueryBinder queries;
    final Records records;
    final Parts parts;
    final SequencedSet<CatalogTable> tables = new LinkedHashSet<>();
    /** The common queries in use that PostgreSQL's planner refuses. */
    final List<CommonQuery> refused = new ArrayList<>();

    /** The columns of the RETURNING that was bound last. */
    List<OutputColumn> returned = List.of();

    boolean readsSettings;
    boolean readsClock;
    /** The trees of queries that cannot become part of the query around them. */
    private final Set<RelNode> apart = Collections.newSetFromMap(new IdentityHashMap<>());

    private final IdentityHashMap<Query, String> subqueryNames = new IdentityHashMap<>();
    private int levels;
    private int moments;
    /** The whole statement, where it is one. */
    @Nullable Object statement;

    private @Nullable Set<String> rows;

    Binding(
            FunctionCatalog functions,
            PgTypeFactory types,
            LogicalCatalog catalog,
            EvaluationContext context,
            TextOrder order,
            List<SqlType> declaredParameters) {
        this.functions = functions;
        this.types = types;
        this.catalog = catalog;
        this.context = context;
        this.cluster = Clusters.create(types);
        this.rex = cluster.getRexBuilder();
        this.parameters = new ParameterTypes(declaredParameters);
        this.folder = new ConstantFolder(functions, types, rex, context);
        this.coercion = new Coercion(this);
        this.collations = new Collations(this, order);
        this.typeBinder = new TypeBinder();
        this.queries = new QueryBinder(this);
        this.records = new Records(this);
        this.parts = new Parts(this);
    }

    /** Whether a FROM item of this name may be used as a value itself, by the text of the whole statement. */
    boolean usesRow(@Nullable String name) {
        Set<String> found = rows;
        if (found == null) {
            found = new HashSet<>();
            Object whole = statement;
            if (whole != null) {
                collectRows(whole, found);
            }
            rows = found;
        }
        return name != null && found.contains(name);
    }

    private static void collectRows(Object node, Set<String> found) {
        if (node instanceof Expression.ColumnRef ref && !ref.names().isEmpty()) {
            if (ref.star() || ref.names().size() == 1 || ref.names().getLast().equals("tableoid")) {
                found.addAll(ref.names());
            }
            return;
        }
        boolean star =
                node instanceof Target target && target.expression() instanceof Expression.ColumnRef ref && ref.star();
        if (!star) {
            SyntaxTree.children(node, child -> collectRows(child, found));
        }
    }

    /** Remembers that PostgreSQL plans this query by itself, wherever it stands. */
    void planApart(RelNode query) {
        apart.add(query);
    }

    /** How PostgreSQL plans a query in FROM, null where it becomes part of the query around it. */
    Fence.@Nullable Kind fence(RelNode query, boolean lateral) {
        if (apart.contains(query)) {
            return Fence.Kind.APART;
        }
        boolean dependent = lateral && Trees.anyVariable(query, v -> v instanceof LevelColumn);
        return dependent || Trees.isVolatile(query) ? Fence.Kind.UNSURE : null;
    }

    int nextLevel() {
        return levels++;
    }

    /** A number higher than all before it, to tell what came after what. */
    int nextMoment() {
        return ++moments;
    }

    /** Remembers what a scalar subquery's column is called, for the name of the column that it becomes. */
    void nameSubquery(Query query, String name) {
        subqueryNames.put(query, name);
    }

    String subqueryName(Query query) {
        String name = subqueryNames.get(query);
        return name == null ? ColumnNames.firstColumn(query) : name;
    }

    static SqlType typeOf(RexNode node) {
        return PgTypeFactory.sqlType(node.getType());
    }

    static boolean isUnknown(RexNode node) {
        return typeOf(node).equals(SqlType.UNKNOWN);
    }

    RexNode constant(SqlType type, @Nullable Object value) {
        return Constant.of(rex, types, type, value);
    }

    /** A call of a function or operator of PostgreSQL's, evaluated at once where it can be. */
    RexNode call(PgOperator operator, SqlType result, List<RexNode> operands) {
        collations.check(operands);
        return folder.foldCall(rex.makeCall(types.of(result), operator.returning(result), operands));
    }

    /** A call of one of Calcite's own operators with a result of this type. */
    RexNode standard(SqlOperator operator, SqlType result, boolean nullable, RexNode... operands) {
        return rex.makeCall(types.of(result, nullable), operator, List.of(operands));
    }

    /** A condition; AND within AND and OR within OR are one, as Calcite wants it. */
    RexNode bool(SqlOperator operator, List<RexNode> operands) {
        boolean nullable = operands.stream().anyMatch(n -> n.getType().isNullable());
        boolean connective = operator.equals(SqlStdOperatorTable.AND) || operator.equals(SqlStdOperatorTable.OR);
        List<RexNode> flat = connective ? RexUtil.flatten(operands, operator) : operands;
        return rex.makeCall(types.of(SqlType.BOOL, nullable), operator, flat);
    }

    RexNode bool(SqlOperator operator, RexNode... operands) {
        return bool(operator, List.of(operands));
    }

    RelDataType nullable(RelDataType type) {
        return types.createTypeWithNullability(type, true);
    }
}
