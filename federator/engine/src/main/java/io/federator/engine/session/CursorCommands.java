package io.federator.engine.session;

import io.federator.engine.parser.ast.Statement;
import io.federator.engine.parser.ast.Statement.Scroll;
import io.federator.engine.plan.ResultColumn;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.QueryScope.Registration;
import io.federator.spi.value.RowCursor;
import java.util.List;
import java.util.Optional;

/** DECLARE, FETCH, MOVE and CLOSE. A cursor is a portal: the protocol can run it, and FETCH can read a portal of the protocol. */
final class CursorCommands {
    private final Session session;
    private final Commands commands;

    CursorCommands(Session session, Commands commands) {
        this.session = session;
        this.commands = commands;
    }

    Outcome declare(Statement.DeclareCursor s, Portal portal) {
        if (!s.withHold() && !session.transaction().isBlock()) {
            throw new SqlException(
                    SqlState.NO_ACTIVE_SQL_TRANSACTION, "DECLARE CURSOR can only be used in transaction blocks");
        }
        Portal cursor = session.portals()
                .open(
                        s.name(),
                        portal.statement(),
                        portal.parameters(),
                        List.of(s.binary() ? 1 : 0),
                        session.transaction().statementMicros());
        boolean started = false;
        try (Registration _ = passOn(portal, cursor)) {
            Outcome.Rows rows = commands.query(cursor, "SELECT", true);
            cursor.declared(s.withHold() ? holdable(rows) : rows, s.scroll() == Scroll.SCROLL, s.withHold());
            started = true;
        } finally {
            if (!started) {
                session.portals().close(s.name());
            }
        }
        return new Outcome.Done("DECLARE CURSOR");
    }

    private Outcome.Rows holdable(Outcome.Rows rows) {
        RowCursor cursor = session.transaction().holdable(rows.cursor());
        return new Outcome.Rows(rows.columns(), cursor, rows.context(), rows.tag(), rows.counted());
    }

    Outcome fetch(Statement.Fetch s, Portal portal) {
        Portal cursor = session.portals().cursor(s.cursor());
        CursorPosition position = cursor.position();
        if (position == null || !(cursor.outcome() instanceof Outcome.Rows rows)) {
            throw new IllegalStateException("a cursor has rows");
        }
        if (cursor == portal) {
            throw new SqlException(SqlState.INVALID_CURSOR_STATE, "cursor \"" + s.cursor() + "\" is in use");
        }
        Registration passedOn = passOn(portal, cursor);
        RowCursor fetched;
        try {
            fetched = position.fetch(s.direction(), s.count());
        } catch (RuntimeException e) {
            passedOn.close();
            throw e;
        }
        if (!s.move()) {
            RowCursor guarded = new ClosingCursor(fetched, passedOn);
            return new Outcome.Rows(rows.columns(), guarded, rows.context(), "FETCH", true);
        }
        try (passedOn) {
            long moved = 0;
            while (fetched.next()) {
                moved++;
            }
            return new Outcome.Done("MOVE " + moved);
        }
    }

    /** The cursor's query has a scope of its own, which outlives the statement that reads from it now. */
    private static Registration passOn(Portal portal, Portal cursor) {
        StatementScope reader = portal.scope();
        return reader.onCancel(() -> {
            SqlException reason = reader.reason();
            if (reason != null) {
                cursor.scope().cancel(reason);
            }
        });
    }

    Optional<List<ResultColumn>> columns(Statement.Fetch s) {
        return session.portals()
                .find(s.cursor())
                .filter(portal -> portal.position() != null)
                .map(Portal::columns);
    }

    Outcome close(Statement.CloseCursor s) {
        String name = s.name();
        if (name == null) {
            session.portals().closeCursors();
            return new Outcome.Done("CLOSE CURSOR ALL");
        }
        session.portals().cursor(name);
        session.portals().close(name);
        return new Outcome.Done("CLOSE CURSOR");
    }
}
