package io.federator.engine.system;

import static io.federator.engine.system.Oids.DATABASE;
import static io.federator.engine.system.Oids.OWNER;

import io.federator.engine.collation.TextOrder;
import io.federator.engine.context.EvaluationContext;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import io.federator.spi.value.ArrayValue;
import io.federator.spi.value.Inet;
import io.federator.spi.value.Interval;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The database, its users and sessions: pg_database, pg_stat_activity, pg_cursors and the like. */
final class ServerTables {
    private static final int UTF8 = 6;

    private final Shapes shapes;
    private final SystemFacts facts;

    private ServerTables(Shapes shapes, SystemFacts facts) {
        this.shapes = shapes;
        this.facts = facts;
    }

    static void declare(RowSources sources, SystemFacts facts) {
        ServerTables tables = new ServerTables(sources.shapes(), facts);
        Shapes shapes = sources.shapes();
        sources.stable(shapes.pg("pg_database"), snapshot -> tables.databases());
        sources.stable(shapes.pg("pg_stat_database"), snapshot -> tables.databaseStatistics());
        sources.live(shapes.pg("pg_stat_activity"), (snapshot, session) -> tables.activity(session));
        sources.live(shapes.pg("pg_prepared_statements"), (snapshot, session) -> tables.statements(session));
        sources.live(shapes.pg("pg_cursors"), (snapshot, session) -> tables.cursors(session));
        sources.live(shapes.pg("pg_prepared_xacts"), (snapshot, session) -> tables.preparedTransactions());
        sources.live(shapes.pg("pg_timezone_names"), (snapshot, session) -> tables.timeZones(session));
    }

    private List<@Nullable Object[]> databases() {
        TextOrder order = TextOrder.named(facts.collation()).orElse(TextOrder.C);
        boolean builtin = facts.collation().startsWith("pg_");
        return List.<@Nullable Object[]>of(shapes.pg("pg_database")
                .row()
                .oid("oid", DATABASE)
                .set("datname", facts.database())
                .oid("datdba", OWNER)
                .set("encoding", UTF8)
                .set("datlocprovider", order.locale().isPresent() ? "i" : builtin ? "b" : "c")
                .set("datallowconn", true)
                .oid("datfrozenxid", 3)
                .oid("datminmxid", 1)
                .set("datconnlimit", -1)
                .oid("dattablespace", 1663)
                .set("datcollate", "C")
                .set("datctype", "C")
                .set("datlocale", order.locale().orElse(null))
                .set("datacl", Grants.database(facts.owner()))
                .done());
    }

    private List<@Nullable Object[]> databaseStatistics() {
        return List.<@Nullable Object[]>of(shapes.pg("pg_stat_database")
                .row()
                .oid("datid", DATABASE)
                .set("datname", facts.database())
                .set("numbackends", facts.activity().size())
                .done());
    }

    private List<@Nullable Object[]> activity(EvaluationContext asking) {
        Shape shape = shapes.pg("pg_stat_activity");
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (SystemFacts.Activity session : facts.activity()) {
            var row = shape.row()
                    .oid("datid", DATABASE)
                    .set("datname", facts.database())
                    .set("pid", session.pid())
                    .oid("usesysid", Oids.role(session.user()))
                    .set("usename", session.user())
                    .set("application_name", session.applicationName());
            if (Privacy.maySee(session.user(), asking)) {
                row.set(
                                "client_addr",
                                session.clientAddress()
                                        .map(ServerTables::address)
                                        .orElse(null))
                        .set(
                                "client_port",
                                session.clientPort().isPresent()
                                        ? session.clientPort().getAsInt()
                                        : null)
                        .set("backend_start", session.backendStart())
                        .set("xact_start", orNull(session.transactionStart()))
                        .set("query_start", orNull(session.queryStart()))
                        .set("state_change", orNull(session.stateChange()))
                        .set("state", session.state())
                        .set("query", session.query())
                        .set("backend_type", "client backend");
            } else {
                row.set("query", Privacy.HIDDEN);
            }
            rows.add(row.done());
        }
        return rows;
    }

    private List<@Nullable Object[]> statements(EvaluationContext session) {
        Shape shape = shapes.pg("pg_prepared_statements");
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (SystemFacts.PreparedStatement statement : facts.preparedStatements(session)) {
            rows.add(shape.row()
                    .set("name", statement.name())
                    .set("statement", statement.statement())
                    .set("prepare_time", statement.prepareTime())
                    .set("parameter_types", types(statement.parameterTypes()))
                    .set("result_types", statement.resultTypes().isEmpty() ? null : types(statement.resultTypes()))
                    .set("from_sql", statement.fromSql())
                    .set("generic_plans", 0L)
                    .set("custom_plans", 0L)
                    .done());
        }
        return rows;
    }

    private static ArrayValue types(List<Integer> oids) {
        return ArrayValue.of(
                SqlType.of(TypeKind.REGTYPE),
                oids.stream().map(Integer::longValue).toList());
    }

    private List<@Nullable Object[]> cursors(EvaluationContext session) {
        Shape shape = shapes.pg("pg_cursors");
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (SystemFacts.Cursor cursor : facts.cursors(session)) {
            rows.add(shape.row()
                    .set("name", cursor.name())
                    .set("statement", cursor.statement())
                    .set("is_holdable", cursor.holdable())
                    .set("is_binary", cursor.binary())
                    .set("is_scrollable", cursor.scrollable())
                    .set("creation_time", cursor.creationTime())
                    .done());
        }
        return rows;
    }

    private List<@Nullable Object[]> preparedTransactions() {
        Shape shape = shapes.pg("pg_prepared_xacts");
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (SystemFacts.PreparedTransaction transaction : facts.preparedTransactions()) {
            rows.add(shape.row()
                    .set("gid", transaction.gid())
                    .set("prepared", transaction.prepared())
                    .set("owner", transaction.owner())
                    .set("database", facts.database())
                    .done());
        }
        return rows;
    }

    /** The offsets are Java's; the abbreviations, which are the server's, go with an offset of standard or summer time. */
    private List<@Nullable Object[]> timeZones(EvaluationContext session) {
        Shape shape = shapes.pg("pg_timezone_names");
        Instant now = Instant.EPOCH.plus(session.statementTimestamp(), ChronoUnit.MICROS);
        Set<String> known = ZoneId.getAvailableZoneIds();
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (String line : Shapes.lines("zones.tsv")) {
            String[] fields = line.split("\t", -1);
            if (!known.contains(fields[0])) {
                continue;
            }
            ZoneRules rules = ZoneId.of(fields[0]).getRules();
            int seconds = rules.getOffset(now).getTotalSeconds();
            boolean second = fields.length > 3 && Integer.parseInt(fields[3]) == seconds;
            rows.add(shape.row()
                    .set("name", fields[0])
                    .set("abbrev", fields[second ? 4 : 2])
                    .set("utc_offset", new Interval(0, 0, seconds * 1_000_000L))
                    .set("is_dst", rules.isDaylightSavings(now))
                    .done());
        }
        return rows;
    }

    private static @Nullable Long orNull(OptionalLong value) {
        return value.isPresent() ? (Long) value.getAsLong() : null;
    }

    /** Without the zone that Java shows behind local addresses of IPv6. */
    private static Inet address(String text) {
        int zone = text.indexOf('%');
        return Inet.parse(zone < 0 ? text : text.substring(0, zone));
    }
}
