package io.federator.gateway.assembly;

import io.federator.config.FederatorConfig;
import io.federator.config.SourceConfig;
import io.federator.config.TableConfig;
import io.federator.engine.context.EvaluationContext;
import io.federator.engine.parser.ParsedStatement;
import io.federator.engine.session.Portal;
import io.federator.engine.session.Session;
import io.federator.engine.session.SessionIdentity;
import io.federator.engine.system.SourceProbe;
import io.federator.engine.system.SystemFacts;
import io.federator.gateway.server.Sessions;
import io.federator.spi.source.Source;
import io.federator.spi.transaction.TransactionInfo;
import io.federator.spi.type.SqlType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** What the system tables show of this server: its users, sessions, sources, and the session's own statements and cursors. */
final class GatewayFacts implements SystemFacts {
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(2);

    private final FederatorConfig config;
    private final Collection<Source> sources;
    private final Sessions sessions;
    private final Coordination coordination;

    GatewayFacts(FederatorConfig config, Collection<Source> sources, Sessions sessions, Coordination coordination) {
        this.config = config;
        this.sources = List.copyOf(sources);
        this.sessions = sessions;
        this.coordination = coordination;
    }

    @Override
    public List<TransactionInfo> transactions() {
        return coordination.transactions();
    }

    @Override
    public String database() {
        return config.gateway().database();
    }

    @Override
    public String collation() {
        return config.gateway().collation();
    }

    @Override
    public List<Role> roles() {
        Set<String> names = new TreeSet<>(config.gateway().users().keySet());
        if (names.isEmpty()) {
            sessions.open().forEach(session -> names.add(session.identity().user()));
        }
        return names.stream().map(name -> new Role(name, false)).toList();
    }

    @Override
    public List<Activity> activity() {
        return sessions.open().stream().map(GatewayFacts::activity).toList();
    }

    private static Activity activity(Session session) {
        SessionIdentity identity = session.identity();
        var now = session.activity();
        String address = identity.clientAddress();
        int colon = address.lastIndexOf(':');
        return new Activity(
                identity.backendPid(),
                identity.user(),
                session.applicationName(),
                colon > 0 ? Optional.of(address.substring(0, colon)) : Optional.empty(),
                colon > 0 ? OptionalInt.of(Integer.parseInt(address.substring(colon + 1))) : OptionalInt.empty(),
                session.startMicros(),
                now.transactionStart(),
                now.queryStart(),
                OptionalLong.of(now.stateChange()),
                now.state(),
                now.query());
    }

    @Override
    public List<SourceState> sources() {
        return SourceProbe.states(
                sources,
                name -> Optional.ofNullable(config.sources().get(name)).flatMap(SourceConfig::region),
                PROBE_LIMIT);
    }

    @Override
    public List<TableConfig> tables() {
        return config.tables();
    }

    /** The statements are the asking session's own, so that it is its thread that reads them. */
    @Override
    public List<PreparedStatement> preparedStatements(EvaluationContext context) {
        List<PreparedStatement> statements = new ArrayList<>();
        asking(context)
                .ifPresent(session -> session.preparedStatements().forEach((name, statement) -> {
                    ParsedStatement parsed = statement.parsed();
                    statements.add(new PreparedStatement(
                            name,
                            parsed == null ? "" : parsed.text(),
                            statement.preparedMicros(),
                            oids(statement.parameters()),
                            oids(statement.resultTypes()),
                            statement.fromSql()));
                }));
        return statements;
    }

    @Override
    public List<Cursor> cursors(EvaluationContext context) {
        return asking(context).map(Session::cursors).orElse(List.of()).stream()
                .map(GatewayFacts::cursor)
                .toList();
    }

    private static Cursor cursor(Portal portal) {
        ParsedStatement parsed = portal.statement().parsed();
        return new Cursor(
                portal.name(),
                parsed == null ? "" : parsed.text(),
                portal.isHoldable(),
                portal.isBinary(),
                portal.isScrollable(),
                portal.createdMicros());
    }

    private Optional<Session> asking(EvaluationContext context) {
        return sessions.open().stream()
                .filter(session -> session.identity().backendPid() == context.backendPid())
                .findFirst();
    }

    private static List<Integer> oids(List<SqlType> types) {
        return types.stream().map(SqlType::oid).toList();
    }
}
