package io.federator.engine.session;

import io.federator.engine.context.SourceWriting;
import io.federator.engine.parser.ast.Statement;
import io.federator.engine.parser.ast.WriteStatement;
import io.federator.engine.pipeline.PreparedQuery;
import io.federator.engine.pipeline.QueryEngine;
import io.federator.engine.transaction.Span;
import io.federator.engine.writer.WriteResult;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.value.RowCursor;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Statements that change rows or lock tables, and queries that do it. */
final class WriteCommands {
    private final Session session;
    private final Commands commands;
    private final GivenKeys given = new GivenKeys();

    WriteCommands(Session session, Commands commands) {
        this.session = session;
        this.commands = commands;
    }

    /** Writes all rows, whatever the client then reads of those that are returned. */
    Outcome run(WriteStatement statement, Portal portal) {
        StatementRules.checkWritable(statement, session.transaction());
        PreparedQuery plan = commands.plan(portal.statement(), context(portal));
        Optional<String> cursor = CurrentRow.cursor(statement);
        SourceWriting writing = writing(plan);
        StatementContext context = context(portal, cursor, plan);
        session.transaction().query();
        noteKeys(statement, plan);
        WriteResult result = session.services().queries().write(plan, context, writing);
        cursor.ifPresent(name -> CurrentRow.checkFound(name, result.count()));
        RowCursor rows = result.rows().orElse(null);
        if (rows != null) {
            // The rows that the client reads last are counted, as PostgreSQL does.
            return new Outcome.Rows(plan.columns(), rows, context, tag(statement), true);
        }
        return new Outcome.Done(
                statement instanceof WriteStatement.Truncate ? tag(statement) : tag(statement) + " " + result.count());
    }

    /** LOCK TABLE. */
    Outcome lock(Portal portal) {
        if (!session.transaction().isBlock()) {
            throw new SqlException(
                    SqlState.NO_ACTIVE_SQL_TRANSACTION, "LOCK TABLE can only be used in transaction blocks");
        }
        StatementContext context = context(portal);
        PreparedQuery plan = session.services()
                .queries()
                .prepare(Objects.requireNonNull(portal.statement().parsed()), List.of(), context);
        SourceWriting writing = writing(plan);
        session.transaction().query();
        session.services().queries().write(plan, context, writing);
        return new Outcome.Done("LOCK TABLE");
    }

    /** Writes the rows that the client sends. */
    Completion load(Portal portal, CopyInFormat format, RowSink sink) {
        PreparedQuery plan = commands.plan(portal.statement(), context(portal));
        SourceWriting writing = writing(plan);
        StatementContext context = context(portal);
        session.transaction().query();
        Statement.Copy copy = (Statement.Copy)
                Objects.requireNonNull(portal.statement().parsed()).statement();
        noteKeys(copy, plan);
        String table = Objects.requireNonNull(copy.table()).last();
        TolerantInput input =
                new TolerantInput(sink.receive(format, table, plan.columns(), context.scope()), format, session, table);
        long count = session.services().queries().load(plan, input, context, writing);
        input.tellSkipped();
        return new Completion.Complete("COPY " + count, count);
    }

    private void noteKeys(Statement statement, PreparedQuery plan) {
        given.written(
                statement,
                session.services().queries().target(plan),
                session.portals().made());
    }

    private StatementContext context(Portal portal) {
        return new StatementContext(session, portal.parameters(), portal.scope());
    }

    /** @param cursor what the statement's WHERE CURRENT OF names */
    private StatementContext context(Portal portal, Optional<String> cursor, PreparedQuery plan) {
        return cursor.isEmpty()
                ? context(portal)
                : new StatementContext(
                        session,
                        portal.parameters(),
                        portal.scope(),
                        CurrentRow.key(session, cursor.get(), plan, given));
    }

    private SourceWriting writing(PreparedQuery plan) {
        QueryEngine engine = session.services().queries();
        Span span = !session.isAlone() ? Span.OPEN : engine.written(plan).size() < 2 ? Span.SOURCE : Span.STATEMENT;
        return session.transaction().writing(engine, span);
    }

    /** A query that locks rows, or changes some in its WITH. */
    Outcome.Rows query(Portal portal, String tag, boolean counted) {
        Statement statement =
                Objects.requireNonNull(portal.statement().parsed()).statement();
        StatementRules.checkWritable(statement, session.transaction());
        PreparedQuery plan = commands.plan(portal.statement(), context(portal));
        SourceWriting writing = writing(plan);
        StatementContext context = context(portal, CurrentRow.cursor(statement), plan);
        session.transaction().query();
        if (!session.services().queries().written(plan).isEmpty()) {
            noteKeys(statement, plan);
        }
        RowCursor rows = session.services()
                .queries()
                .write(plan, context, writing)
                .rows()
                .orElseThrow();
        return new Outcome.Rows(plan.columns(), rows, context, tag, counted);
    }

    private static String tag(WriteStatement statement) {
        return switch (statement) {
            case WriteStatement.Insert s -> "INSERT 0";
            case WriteStatement.Update s -> "UPDATE";
            case WriteStatement.Delete s -> "DELETE";
            case WriteStatement.Merge s -> "MERGE";
            case WriteStatement.Truncate s -> "TRUNCATE TABLE";
            case WriteStatement.Lock s -> "LOCK TABLE";
        };
    }

    /** Whether it has RETURNING. */
    static boolean returns(WriteStatement statement) {
        return switch (statement) {
            case WriteStatement.Insert s -> !s.returning().targets().isEmpty();
            case WriteStatement.Update s -> !s.returning().targets().isEmpty();
            case WriteStatement.Delete s -> !s.returning().targets().isEmpty();
            case WriteStatement.Merge s -> !s.returning().targets().isEmpty();
            case WriteStatement.Truncate s -> false;
            case WriteStatement.Lock s -> false;
        };
    }
}
