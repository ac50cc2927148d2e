package io.federator.engine.binder;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.context.FormatSettings;
import io.federator.engine.context.SystemNames;
import io.federator.engine.function.FunctionCatalog;
import io.federator.engine.parser.SqlParser;
import io.federator.engine.parser.ast.Query;
import io.federator.engine.parser.ast.Statement;
import io.federator.engine.rel.PgTypeFactory;
import io.federator.spi.source.QueryScope;
import io.federator.spi.type.SqlType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Binds texts against the tables of {@code schema.sql}. */
final class BinderFixture {
    static final FunctionCatalog FUNCTIONS = FunctionCatalog.postgresql();
    static final TestCatalog CATALOG = new TestCatalog();
    static final EvaluationContext CONTEXT = new Context();

    private BinderFixture() {}

    static Binder binder() {
        return new Binder(FUNCTIONS, new PgTypeFactory());
    }

    static BoundQuery bind(String sql, SqlType... parameters) {
        return binder().bind(query(sql), CATALOG, CONTEXT, List.of(parameters));
    }

    static Query query(String sql) {
        Statement statement = SqlParser.parseScript(sql).getFirst().statement();
        if (statement instanceof Statement.Select select) {
            return select.query();
        }
        throw new IllegalArgumentException("no query: " + sql);
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
            throw new IllegalStateException("a parameter has no value while binding");
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
