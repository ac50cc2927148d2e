package io.federator.gateway.server;

import io.federator.engine.parser.ParsedStatement;
import io.federator.engine.plan.ResultColumn;
import io.federator.engine.session.Completion;
import io.federator.engine.session.Portal;
import io.federator.engine.session.PreparedStatement;
import io.federator.engine.session.Session;
import io.federator.engine.session.TransactionStatus;
import io.federator.gateway.format.ParameterReader;
import io.federator.gateway.format.RowWriter;
import io.federator.gateway.format.WireTypes;
import io.federator.gateway.wire.BackendMessage;
import io.federator.gateway.wire.FrontendMessage;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The extended protocol: Parse, Bind, Describe, Execute, Close, each answered on its own, and Sync. */
final class ExtendedQuery {
    private final Session session;
    private final SocketWriter writer;
    private final ServerEvents events;
    private final Inbox inbox;
    private boolean executed;

    ExtendedQuery(Session session, SocketWriter writer, Inbox inbox, ServerEvents events) {
        this.session = session;
        this.writer = writer;
        this.events = events;
        this.inbox = inbox;
    }

    void parse(FrontendMessage.Parse m) {
        pipelined();
        if (m.statement().isEmpty()) {
            session.closeStatement("");
        }
        List<SqlType> declared = new ArrayList<>(m.parameterTypes().size());
        for (int oid : m.parameterTypes()) {
            declared.add(WireTypes.byOid(oid)
                    .orElseThrow(() -> new SqlException(
                            SqlState.UNDEFINED_OBJECT,
                            "type with OID " + Integer.toUnsignedLong(oid) + " does not exist")));
        }
        Optional<PreparedStatement> known = declared.isEmpty() ? session.known(m.sql()) : Optional.empty();
        if (known.isPresent()) {
            session.keep(m.statement(), known.get());
            writer.write(new BackendMessage.ParseComplete());
            return;
        }
        List<ParsedStatement> statements = session.parse(m.sql());
        if (statements.size() > 1) {
            throw new SqlException(SqlState.SYNTAX_ERROR, "cannot insert multiple commands into a prepared statement");
        }
        PreparedStatement statement = session.prepare(statements.isEmpty() ? null : statements.getFirst(), declared);
        session.keep(m.statement(), statement);
        session.relays().parsed(m.sql(), declared, statement);
        writer.write(new BackendMessage.ParseComplete());
    }

    void bind(FrontendMessage.Bind m) {
        pipelined();
        PreparedStatement statement = session.statement(m.statement());
        List<@Nullable Object> parameters = ParameterReader.read(
                statement.parameters(),
                m.parameterFormats(),
                m.values(),
                m.statement(),
                m.portal(),
                writer.follow(session.settings().clientEncoding()),
                session.inputContext());
        session.columns(statement).ifPresent(columns -> RowWriter.checkCount(m.resultFormats(), columns.size()));
        session.bind(m.portal(), statement, parameters, m.resultFormats());
        writer.write(new BackendMessage.BindComplete());
    }

    void describe(FrontendMessage.Describe m) {
        switch (m.target()) {
            case STATEMENT -> {
                PreparedStatement statement = session.statement(m.name());
                Optional<List<ResultColumn>> columns = session.columns(statement);
                checkNotFailed(columns);
                writer.write(new BackendMessage.ParameterDescription(
                        statement.parameters().stream().map(SqlType::oid).toList()));
                rows(columns, List.of());
            }
            case PORTAL -> {
                Portal portal = session.portal(m.name());
                Optional<List<ResultColumn>> columns = session.columns(portal);
                checkNotFailed(columns);
                rows(columns, portal.resultFormats());
            }
        }
    }

    private void rows(Optional<List<ResultColumn>> columns, List<Integer> formats) {
        writer.write(columns.isPresent() ? Results.description(columns.get(), formats) : new BackendMessage.NoData());
    }

    private void checkNotFailed(Optional<List<ResultColumn>> columns) {
        if (columns.isPresent() && session.status() == TransactionStatus.FAILED) {
            throw new SqlException(
                    SqlState.IN_FAILED_SQL_TRANSACTION,
                    "current transaction is aborted, commands ignored until end of transaction block");
        }
    }

    void execute(FrontendMessage.Execute m) {
        pipelined();
        Portal portal = session.portal(m.portal());
        boolean last = !executed && inbox.endsNext();
        Completion completion = new StatementTimer(events)
                .watch(() -> session.run(portal, m.maxRows(), new Results(writer, inbox, false), last));
        executed = true;
        writer.write(
                switch (completion) {
                    case Completion.Complete c -> new BackendMessage.CommandComplete(c.tag());
                    case Completion.Suspended c -> new BackendMessage.PortalSuspended();
                    case Completion.Empty c -> new BackendMessage.EmptyQueryResponse();
                });
    }

    void close(FrontendMessage.Close m) {
        switch (m.target()) {
            case STATEMENT -> session.closeStatement(m.name());
            case PORTAL -> session.closePortal(m.name());
        }
        writer.write(new BackendMessage.CloseComplete());
    }

    void sync() {
        executed = false;
        session.endOfMessage();
    }

    /** From the second statement before a Sync on, as PostgreSQL: they are one transaction. */
    private void pipelined() {
        if (executed) {
            session.implicitBlock();
        }
    }
}
