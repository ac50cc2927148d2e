package io.federator.engine.system;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.format.JsonTree;
import io.federator.engine.statistics.CachedPlan;
import io.federator.engine.statistics.EngineStatistics;
import io.federator.engine.statistics.StatementStatistics;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import io.federator.spi.value.ArrayValue;
import io.federator.spi.value.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The views of the schema federator on what is at work: sessions, plans and statements. */
final class WorkTables {
    private final Shapes shapes;
    private final SystemFacts facts;
    private final Supplier<EngineStatistics> work;

    private WorkTables(Shapes shapes, SystemFacts facts, Supplier<EngineStatistics> work) {
        this.shapes = shapes;
        this.facts = facts;
        this.work = work;
    }

    static void declare(RowSources sources, SystemFacts facts, Supplier<EngineStatistics> work) {
        Shapes shapes = sources.shapes();
        WorkTables tables = new WorkTables(shapes, facts, work);
        sources.live(shapes.of(Shapes.FEDERATOR, "sessions"), (snapshot, session) -> tables.sessions(session));
        sources.live(shapes.of(Shapes.FEDERATOR, "plans"), (snapshot, session) -> tables.plans());
        sources.live(shapes.of(Shapes.FEDERATOR, "statements"), (snapshot, session) -> tables.statements(session));
    }

    private List<@Nullable Object[]> sessions(EvaluationContext asking) {
        Shape shape = shapes.of(Shapes.FEDERATOR, "sessions");
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (SystemFacts.Activity session : facts.activity()) {
            var row = shape.row()
                    .set("pid", session.pid())
                    .set("user_name", session.user())
                    .set("application_name", session.applicationName());
            if (Privacy.maySee(session.user(), asking)) {
                row.set("client_address", session.clientAddress().orElse(null))
                        .set(
                                "client_port",
                                session.clientPort().isPresent()
                                        ? (Integer) session.clientPort().getAsInt()
                                        : null)
                        .set("started", session.backendStart())
                        .set("state", session.state())
                        .set("state_since", orNull(session.stateChange()))
                        .set("transaction_start", orNull(session.transactionStart()))
                        .set("query_start", orNull(session.queryStart()))
                        .set("query", session.query());
            } else {
                row.set("query", Privacy.HIDDEN);
            }
            rows.add(row.done());
        }
        return rows;
    }

    private List<@Nullable Object[]> plans() {
        Shape shape = shapes.of(Shapes.FEDERATOR, "plans");
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (CachedPlan plan : work.get().plans()) {
            rows.add(shape.row()
                    .set("query", plan.query())
                    .set("search_path", ArrayValue.of(SqlType.NAME, plan.searchPath()))
                    .set(
                            "parameters",
                            ArrayValue.of(
                                    SqlType.of(TypeKind.REGTYPE),
                                    plan.parameters().stream()
                                            .map(type -> (long) type.oid())
                                            .toList()))
                    .set("sources", ArrayValue.of(SqlType.NAME, plan.sources()))
                    .set("leaves", plan.leaves())
                    .set("made", plan.made())
                    .set("plan_time_ms", plan.planMillis())
                    .set("uses", plan.uses())
                    .set("last_used", plan.lastUsed())
                    .done());
        }
        return rows;
    }

    private List<@Nullable Object[]> statements(EvaluationContext asking) {
        Shape shape = shapes.of(Shapes.FEDERATOR, "statements");
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (StatementStatistics statement : work.get().statements()) {
            rows.add(shape.row()
                    .set("user_name", statement.user())
                    .set("query", Privacy.maySee(statement.user(), asking) ? statement.query() : Privacy.HIDDEN)
                    .set("calls", statement.calls())
                    .set("total_time_ms", statement.totalMillis())
                    .set("min_time_ms", statement.minMillis())
                    .set("max_time_ms", statement.maxMillis())
                    .set("mean_time_ms", statement.meanMillis())
                    .set("stddev_time_ms", statement.deviationMillis())
                    .set("rows", statement.rows())
                    .set(
                            "rows_fetched",
                            statement.fetched().values().stream()
                                    .mapToLong(Long::longValue)
                                    .sum())
                    .set("rows_fetched_by_source", json(statement.fetched()))
                    .set("since", statement.since())
                    .done());
        }
        return rows;
    }

    private static String json(Map<String, Long> counts) {
        StringBuilder out = new StringBuilder("{");
        new TreeMap<>(counts).forEach((source, count) -> {
            out.append(out.length() == 1 ? "" : ",");
            JsonString.quote(out, source);
            out.append(':').append(count);
        });
        return JsonTree.parse(out.append('}').toString()).print();
    }

    private static @Nullable Long orNull(OptionalLong value) {
        return value.isPresent() ? (Long) value.getAsLong() : null;
    }
}
