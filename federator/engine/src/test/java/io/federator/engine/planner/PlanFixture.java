package io.federator.engine.planner;

import io.federator.engine.binder.Binder;
import io.federator.engine.binder.BoundQuery;
import io.federator.engine.catalog.CatalogTable;
import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.catalog.LogicalCatalog;
import io.federator.engine.catalog.Placement.RowFragment;
import io.federator.engine.context.EvaluationContext;
import io.federator.engine.context.FormatSettings;
import io.federator.engine.context.SystemNames;
import io.federator.engine.function.FunctionCatalog;
import io.federator.engine.parser.SqlParser;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.Query;
import io.federator.engine.parser.ast.QueryBody;
import io.federator.engine.parser.ast.Statement;
import io.federator.engine.plan.FederatedPlan;
import io.federator.engine.rel.PgTypeFactory;
import io.federator.spi.residual.ResidualEngine;
import io.federator.spi.residual.ResidualStatement;
import io.federator.spi.source.QueryScope;
import io.federator.spi.source.SourceDialect;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import io.federator.spi.value.RowCursor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Plans SQL texts over the tables of {@link Shop}. */
public final class PlanFixture {
    private static final FunctionCatalog FUNCTIONS = FunctionCatalog.postgresql();
    private static final Binder BINDER = new Binder(FUNCTIONS, new PgTypeFactory());
    private static final EvaluationContext CONTEXT = new Context();

    private PlanFixture() {}

    public static FederatedPlan plan(String sql, PlannerSettings settings, Map<String, SourceDialect> dialects) {
        PlannerContext context = new PlannerContext(
                source -> Objects.requireNonNull(dialects.get(source), source),
                Optional.of(new Engine()),
                (table, fragment) -> predicate(fragment, table));
        return Planner.plan(bind(sql).rel(), settings, context);
    }

    static BoundQuery bind(String sql) {
        return BINDER.bind(query(sql), new Tables(), CONTEXT, List.of());
    }

    private static RexNode predicate(RowFragment fragment, FederatedTable table) {
        return predicate(fragment.where(), table);
    }

    /** A condition on the rows of a table. */
    public static RexNode predicate(String condition, FederatedTable table) {
        QueryBody body = query("select 1 where " + condition).body();
        if (!(body instanceof QueryBody.Select select)) {
            throw new IllegalArgumentException(condition);
        }
        Expression where = Objects.requireNonNull(select.where());
        return BINDER.bindPredicate(where, table, CONTEXT);
    }

    private static Query query(String sql) {
        if (SqlParser.parseScript(sql).getFirst().statement() instanceof Statement.Select select) {
            return select.query();
        }
        throw new IllegalArgumentException("no query: " + sql);
    }

    private record Tables() implements LogicalCatalog {
        @Override
        public long version() {
            return 1;
        }

        @Override
        public List<String> schemas() {
            return List.of("public");
        }

        @Override
        public Optional<CatalogTable> table(String schema, String name) {
            return Shop.ALL.stream()
                    .filter(t -> t.schema().equals(schema) && t.name().equals(name))
                    .findFirst()
                    .map(t -> t);
        }

        @Override
        public List<String> tables(String schema) {
            return List.of();
        }
    }

    /** A residual engine that is never run: it carries what DuckDB does and cannot divide numerics. */
    private record Engine() implements ResidualEngine {
        @Override
        public SourceDialect dialect() {
            return new PlainDialect("engine", "/", "to_char", "LATERAL", "WINDOW", "GROUPING_SETS");
        }

        @Override
        public boolean carries(SqlType type) {
            return !type.is(TypeKind.NUMERIC) || type.typmod() >= 0;
        }

        @Override
        public RowCursor execute(ResidualStatement statement, QueryScope scope) {
            throw new IllegalStateException("nothing is executed here");
        }

        @Override
        public void close() {}
    }

    private record Context() implements EvaluationContext {
        @Override
        public FormatSettings format() {
            return FormatSettings.DEFAULT;
        }

        @Override
        public long transactionTimestamp() {
            return 0;
        }

        @Override
        public long statementTimestamp() {
            return 0;
        }

        @Override
        public String currentUser() {
            return "postgres";
        }

        @Override
        public String sessionUser() {
            return "postgres";
        }

        @Override
        public String database() {
            return "postgres";
        }

        @Override
        public List<String> searchPath() {
            return List.of("pg_catalog", "public");
        }

        @Override
        public Optional<String> setting(String name) {
            return Optional.empty();
        }

        @Override
        public String set(String name, String value, boolean local) {
            return value;
        }

        @Override
        public int backendPid() {
            return 1;
        }

        @Override
        public @Nullable Object parameter(int index) {
            throw new IllegalStateException("a parameter has no value while planning");
        }

        @Override
        public SystemNames names() {
            throw new IllegalStateException("no system names here");
        }

        @Override
        public QueryScope scope() {
            throw new IllegalStateException("nothing is executed here");
        }
    }
}
