package io.federator.gateway.server;

import io.federator.engine.parser.ParsedStatement;
import io.federator.engine.parser.ast.Statement;
import io.federator.engine.session.Completion;
import io.federator.engine.session.Portal;
import io.federator.engine.session.PreparedStatement;
import io.federator.engine.session.Session;
import io.federator.gateway.wire.BackendMessage;
import java.util.List;
import java.util.Optional;

/** The simple protocol: one text, any number of statements, rows as text. */
final class SimpleQuery {
    private final Session session;
    private final SocketWriter writer;
    private final Inbox inbox;
    private final ServerEvents events;

    SimpleQuery(Session session, SocketWriter writer, Inbox inbox, ServerEvents events) {
        this.inbox = inbox;
        this.session = session;
        this.writer = writer;
        this.events = events;
    }

    /** Throws at the first statement that fails; those after it are not run. */
    void run(String sql) {
        session.closeStatement("");
        Optional<PreparedStatement> known = session.known(sql);
        if (known.isPresent()) {
            String tag = new StatementTimer(events).time(() -> run(known.get(), List.of(), true));
            session.endOfMessage();
            writer.write(new BackendMessage.CommandComplete(tag));
            return;
        }
        List<ParsedStatement> statements = session.parse(sql);
        if (statements.isEmpty()) {
            session.endOfMessage();
            writer.write(new BackendMessage.EmptyQueryResponse());
        }
        for (int i = 0; i < statements.size(); i++) {
            ParsedStatement statement = statements.get(i);
            boolean last = i == statements.size() - 1;
            if (statements.size() > 1) {
                session.implicitBlock();
            }
            writer.follow(session.settings().clientEncoding());
            StatementTimer timer = new StatementTimer(events);
            String tag = timer.time(() -> run(statement, statements.size() == 1));
            if (last) {
                // The transaction must have ended well before success is told.
                session.endOfMessage();
            }
            writer.write(new BackendMessage.CommandComplete(tag));
        }
    }

    private Completion run(ParsedStatement parsed, boolean alone) {
        if (!(parsed.statement() instanceof Statement.Prepare)) {
            session.checkWithoutParameters(parsed);
        }
        return run(session.prepare(parsed, List.of()), session.simpleFormats(parsed), alone);
    }

    private Completion run(PreparedStatement statement, List<Integer> formats, boolean alone) {
        Portal portal = session.bind("", statement, List.of(), formats);
        Completion completion = session.run(portal, 0, new Results(writer, inbox, true), alone);
        session.closePortal("");
        return completion;
    }
}
