package io.federator.engine.session;

import io.federator.engine.parser.ast.SessionStatement;
import io.federator.engine.parser.ast.Statement;
import io.federator.engine.parser.ast.WriteStatement;
import io.federator.engine.pipeline.Failures;
import io.federator.engine.pipeline.PreparedQuery;
import io.federator.engine.plan.ResultColumn;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.value.RowCursor;
import java.util.List;
import java.util.Optional;

/** Starts each statement where it belongs, and sends its rows. */
final class Commands {
    private final Session session;
    private final SettingCommands settings;
    private final TransactionCommands transactions;
    private final PreparedCommands prepared;
    private final CursorCommands cursors;
    private final WriteCommands writes;

    Commands(Session session) {
        this.session = session;
        this.settings = new SettingCommands(session);
        this.transactions = new TransactionCommands(session);
        this.prepared = new PreparedCommands(session, this);
        this.cursors = new CursorCommands(session, this);
        this.writes = new WriteCommands(session, this);
    }

    /** Starts the portal if it was not, and sends up to {@code maxRows} rows. */
    Completion run(Portal portal, long maxRows, RowSink sink) {
        Outcome outcome = portal.outcome();
        if (outcome == null) {
            outcome = start(portal);
            portal.started(outcome);
        } else if (outcome instanceof Outcome.Done) {
            throw new SqlException(
                    SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE, "portal \"" + portal.name() + "\" cannot be run");
        }
        return switch (outcome) {
            case Outcome.Done(String tag) -> {
                portal.finished();
                yield new Completion.Complete(tag, 0);
            }
            case Outcome.Rows rows -> {
                sink.start(portal, rows.columns(), rows.context());
                yield send(portal, rows, maxRows, sink);
            }
            case Outcome.Receiving(CopyInFormat format) -> {
                Completion completion = writes.load(portal, format, sink);
                portal.started(new Outcome.Done("COPY"));
                portal.finished();
                yield completion;
            }
            case Outcome.Copied(Outcome.Rows rows, CopyFormat format) -> {
                sink.startCopy(format, rows.columns(), rows.context());
                Completion completion = send(portal, rows, Long.MAX_VALUE, sink);
                sink.endCopy();
                yield completion;
            }
        };
    }

    private Completion send(Portal portal, Outcome.Rows rows, long maxRows, RowSink sink) {
        CursorPosition position = portal.position();
        long sent = 0;
        if (position != null && !portal.isFinished()) {
            position.checkRunnable();
            RowCursor cursor = rows.cursor();
            while (sent < maxRows && position.advance()) {
                sink.row(cursor);
                sent++;
                portal.scope().check();
            }
            // PostgreSQL does not look ahead: exactly as many rows as asked for is a suspension.
            if (sent == maxRows) {
                return new Completion.Suspended(sent);
            }
            portal.close();
        }
        return new Completion.Complete(rows.counted() ? rows.tag() + " " + sent : rows.tag(), sent);
    }

    Outcome start(Portal portal) {
        Statement statement = statement(portal.statement());
        return switch (statement) {
            case Statement.Select s -> query(portal, "SELECT", true);
            case Statement.Explain s
            when s.statement() instanceof Statement.Execute of ->
                query(prepared.explain(s, of, portal), "EXPLAIN", false);
            case Statement.Explain s -> query(portal, "EXPLAIN", false);
            case Statement.Prepare s -> prepared.prepare(s, portal);
            case Statement.Execute s -> prepared.execute(s, portal);
            case Statement.Deallocate s -> prepared.deallocate(s);
            case Statement.DeclareCursor s -> cursors.declare(s, portal);
            case Statement.Fetch s -> cursors.fetch(s, portal);
            case Statement.CloseCursor s -> cursors.close(s);
            case SessionStatement s -> settings.handles(s) ? settings.execute(s, portal) : transactions.execute(s);
            case Statement.Copy s
            when s.from() ->
                new Outcome.Receiving(CopyOptions.receiving(
                        s.options(),
                        planned(portal.statement()).orElseThrow(),
                        session.settings().clientEncoding()));
            case Statement.Copy s -> {
                CopyFormat format = CopyOptions.of(
                        s.options(),
                        planned(portal.statement()).orElseThrow(),
                        session.settings().clientEncoding());
                yield new Outcome.Copied(query(portal, "COPY", true), format);
            }
            case Statement.Call s -> throw unsupported("CALL");
            case Statement.Unsupported s -> throw unsupported(s.commandTag());
            case WriteStatement.Lock s -> writes.lock(portal);
            case WriteStatement s -> writes.run(s, portal);
        };
    }

    /** Starts the query of the portal's statement, planned anew if the catalog has changed since. */
    Outcome.Rows query(Portal portal, String tag, boolean counted) {
        PreparedStatement statement = portal.statement();
        StatementContext context = new StatementContext(session, portal.parameters(), portal.scope());
        PreparedQuery plan = plan(statement, context);
        if (session.services().queries().isWritten(plan)) {
            return writes.query(portal, tag, counted);
        }
        session.transaction().query();
        try {
            return rows(plan, context, tag, counted);
        } catch (SqlException e) {
            // Its source has failed it as outdated: nothing was sent yet, so that a fresh plan may answer. In a
            // transaction of the
            // source there is no going on after an error.
            boolean outdated =
                    plan.catalogVersion() < session.services().catalogVersion().getAsLong();
            if (!outdated || !Failures.isStale(e) || context.reading().sharesConnections()) {
                throw e;
            }
            return rows(plan(statement, context), context, tag, counted);
        }
    }

    private Outcome.Rows rows(PreparedQuery plan, StatementContext context, String tag, boolean counted) {
        RowCursor cursor = session.services().queries().execute(plan, context);
        return new Outcome.Rows(plan.columns(), cursor, context, tag, counted);
    }

    /** The statement's plan, made anew if the catalog has changed since. */
    PreparedQuery plan(PreparedStatement statement, StatementContext context) {
        PreparedQuery old = statement.plan();
        var query = statement.query();
        if (old == null || query == null) {
            throw new IllegalStateException("a statement without a query");
        }
        if (statement.isCurrent(session.services().catalogVersion().getAsLong(), context.searchPath())) {
            return old;
        }
        PreparedQuery plan = session.services().queries().prepare(query, statement.planned(), context);
        if (statement.isKept() && !shape(plan).equals(shape(old))) {
            throw new SqlException(SqlState.FEATURE_NOT_SUPPORTED, "cached plan must not change result type");
        }
        statement.replan(plan, context.searchPath());
        return plan;
    }

    /** What the client may have been told of the rows. */
    private static List<ResultColumn> shape(PreparedQuery plan) {
        return plan.columns().stream()
                .map(column -> new ResultColumn(column.name(), column.type(), 0, 0))
                .toList();
    }

    /** What a statement's rows look like, without running it. */
    Optional<List<ResultColumn>> columns(PreparedStatement statement) {
        if (statement.parsed() == null) {
            return Optional.empty();
        }
        return switch (statement(statement)) {
            case Statement.Select s -> planned(statement);
            case Statement.Explain s
            when s.statement() instanceof Statement.Execute of ->
                planned(prepared.explaining(s, of, new StatementScope()));
            case Statement.Explain s -> planned(statement);
            case Statement.Execute s -> columns(session.statement(s.name()));
            case Statement.Fetch s when !s.move() -> cursors.columns(s);
            case SessionStatement.Show s -> Optional.of(settings.showColumns(s.name()));
            case WriteStatement s -> WriteCommands.returns(s) ? planned(statement) : Optional.empty();
            case SessionStatement.ShowAll s -> Optional.of(SettingCommands.SHOW_ALL_COLUMNS);
            default -> Optional.empty();
        };
    }

    private static Optional<List<ResultColumn>> planned(PreparedStatement statement) {
        PreparedQuery plan = statement.plan();
        return plan == null ? Optional.empty() : Optional.of(plan.columns());
    }

    private static Statement statement(PreparedStatement prepared) {
        var parsed = prepared.parsed();
        if (parsed == null) {
            throw new IllegalStateException("an empty statement is not started");
        }
        return parsed.statement();
    }

    private static SqlException unsupported(String what) {
        return new SqlException(SqlState.FEATURE_NOT_SUPPORTED, what + " is not supported");
    }
}
