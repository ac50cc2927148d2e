package io.federator.engine.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.federator.engine.binder.Binder;
import io.federator.engine.context.EvaluationContext;
import io.federator.engine.evaluator.ExpressionCompiler;
import io.federator.engine.executor.Executor;
import io.federator.engine.format.TextFormat;
import io.federator.engine.function.FunctionCatalog;
import io.federator.engine.parser.ParsedStatement;
import io.federator.engine.parser.SqlParser;
import io.federator.engine.pipeline.PreparedQuery;
import io.federator.engine.pipeline.QueryPipeline;
import io.federator.engine.planner.PlannerContext;
import io.federator.engine.rel.PgTypeFactory;
import io.federator.spi.error.SqlException;
import io.federator.spi.value.RowCursor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What psql 15, pgjdbc, Npgsql and SQLAlchemy ask of the system catalogs, through parser, binder, planner and executor. The rows
 * in the resource are those of a real server with the tables of {@link HandmadeCatalog}.
 */
class ClientQueriesTest {
    private static final HandmadeCatalog CATALOG = new HandmadeCatalog();
    private static final SystemCatalog SYSTEM = SystemCatalog.of(CATALOG, new Facts(), System::nanoTime);
    private static final FunctionCatalog FUNCTIONS = FunctionCatalog.postgresql();
    private static final EvaluationContext SESSION =
            new HandmadeSession(SYSTEM.names(), Map.of("search_path", "\"$user\", public"));

    private record Facts() implements SystemFacts {
        @Override
        public String database() {
            return "postgres";
        }

        @Override
        public String owner() {
            return "postgres";
        }

        @Override
        public List<Role> roles() {
            return List.of();
        }
    }

    /**
     * A query of a client.
     *
     * @param outcome {@code rows}, {@code unordered rows}, {@code runs} where rows are too many or differ in object identifiers,
     *     {@code error MESSAGE}, or {@code refused}: not possible yet
     */
    record ClientQuery(String title, String sql, String outcome, List<String> rows) {
        @Override
        public String toString() {
            return title;
        }
    }

    static Stream<ClientQuery> queries() throws IOException {
        String text;
        try (InputStream stream =
                Objects.requireNonNull(ClientQueriesTest.class.getResourceAsStream("client-queries.txt"))) {
            text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
        return Arrays.stream(text.split("(?m)^## "))
                .filter(part -> !part.isEmpty())
                .map(part -> {
                    String[] halves = part.split("\n# ", 2);
                    String[] query = halves[0].split("\n", 2);
                    List<String> outcome = halves[1].lines().toList();
                    return new ClientQuery(query[0], query[1], outcome.getFirst(), outcome.subList(1, outcome.size()));
                });
    }

    @ParameterizedTest
    @MethodSource("queries")
    void answersAsPostgresql(ClientQuery query) {
        String sql = query.sql;
        for (String table : List.of("customer_pkey", "customer", "orders")) {
            long oid =
                    SYSTEM.names().relation(List.of(table), List.of("public")).orElseThrow();
            sql = sql.replace(":" + table, Long.toString(oid));
        }
        String statement = sql;
        if (query.outcome.startsWith("error ") || query.outcome.equals("refused")) {
            SqlException error = catchThrowableOfType(SqlException.class, () -> run(statement));
            assertThat(error).isNotNull();
            if (query.outcome.startsWith("error ")) {
                assertThat(error).hasMessageContaining(query.outcome.substring("error ".length()));
            }
            return;
        }
        List<String> rows = run(statement);
        switch (query.outcome) {
            case "rows" -> assertThat(rows).containsExactlyElementsOf(query.rows);
            case "unordered rows" -> assertThat(rows).containsExactlyInAnyOrderElementsOf(query.rows);
            default -> assertThat(query.outcome).isEqualTo("runs");
        }
    }

    private static List<String> run(String sql) {
        CATALOG.add(SYSTEM);
        Binder binder = new Binder(FUNCTIONS, new PgTypeFactory());
        PlannerContext planning = new PlannerContext(
                source -> {
                    throw new IllegalStateException("a system table is in no source: " + source);
                },
                Optional.empty(),
                (table, fragment) -> {
                    throw new IllegalStateException("no table is read");
                });
        QueryPipeline pipeline = new QueryPipeline(
                CATALOG,
                binder,
                planning,
                new Executor(Map.of(), Optional.empty(), FUNCTIONS, 1L << 30),
                new ExpressionCompiler(FUNCTIONS),
                Map.of(),
                () -> {
                    throw new IllegalStateException("nothing is written");
                });
        List<String> rows = new ArrayList<>();
        for (ParsedStatement statement : SqlParser.parseScript(sql)) {
            PreparedQuery query = pipeline.prepare(statement, List.of(), SESSION);
            try (RowCursor cursor = pipeline.execute(query, SESSION)) {
                while (cursor.next()) {
                    List<String> fields = new ArrayList<>();
                    for (int i = 0; i < query.columns().size(); i++) {
                        Object value = cursor.get(i);
                        fields.add(
                                value == null
                                        ? "\\N"
                                        : TextFormat.print(
                                                        query.columns().get(i).type(), value, SESSION)
                                                .replace("\\", "\\\\")
                                                .replace("\n", "\\n")
                                                .replace("\t", "\\t"));
                    }
                    rows.add(String.join("\t", fields));
                }
            }
        }
        return rows;
    }
}
