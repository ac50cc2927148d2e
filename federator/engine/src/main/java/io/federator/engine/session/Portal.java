package io.federator.engine.session;

import io.federator.engine.plan.ResultColumn;
import io.federator.engine.transaction.SpoolingCursor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement with its parameters, run once, perhaps in several goes: what Bind makes and what a cursor is. Holds the query's
 * stream between the goes; {@link Session} closes it with the transaction.
 */
public final class Portal {
    private final String name;
    private final PreparedStatement statement;
    private final List<@Nullable Object> parameters;
    private final List<Integer> resultFormats;
    private final StatementScope scope;
    private final long number;
    private final long createdMicros;
    private @Nullable Outcome outcome;
    private @Nullable CursorPosition position;
    private boolean finished;
    private boolean declared;
    private boolean holdable;
    private boolean held;

    /** @param number grows with each portal of the session */
    Portal(
            String name,
            PreparedStatement statement,
            List<? extends @Nullable Object> parameters,
            List<Integer> resultFormats,
            long number,
            long createdMicros,
            StatementScope scope) {
        this.name = name;
        this.statement = statement;
        this.parameters = Collections.unmodifiableList(new ArrayList<>(statement.values(parameters)));
        this.resultFormats = List.copyOf(resultFormats);
        this.number = number;
        this.createdMicros = createdMicros;
        this.scope = scope;
    }

    /** In this portal's place, for the statement that this one's statement names. */
    Portal of(PreparedStatement named, List<? extends @Nullable Object> arguments) {
        return new Portal(name, named, arguments, resultFormats, number, createdMicros, scope);
    }

    public String name() {
        return name;
    }

    public PreparedStatement statement() {
        return statement;
    }

    /** The format codes of Bind: none for all text, one for all columns, or one a column; 0 text, 1 binary. */
    public List<Integer> resultFormats() {
        return resultFormats;
    }

    /** The formats in which FETCH sends its rows by the simple protocol: text, unless DECLARE said BINARY. */
    List<Integer> fetchFormats() {
        return declared ? resultFormats : List.of();
    }

    /** Whether DECLARE made it with BINARY. */
    public boolean isBinary() {
        return declared && resultFormats.equals(List.of(1));
    }

    List<@Nullable Object> parameters() {
        return parameters;
    }

    StatementScope scope() {
        return scope;
    }

    /** In microseconds since 1970-01-01 UTC. */
    public long createdMicros() {
        return createdMicros;
    }

    /** Whether FETCH may go back. */
    public boolean isScrollable() {
        return position != null && position.isScrollable();
    }

    long number() {
        return number;
    }

    /** What starting gave, or null before. */
    @Nullable Outcome outcome() {
        return outcome;
    }

    void started(Outcome newOutcome) {
        outcome = newOutcome;
        Outcome.Rows rows = rows();
        position = rows == null ? null : new CursorPosition(name, rows.cursor(), false);
    }

    /** Makes a cursor of DECLARE of it. */
    void declared(Outcome.Rows rows, boolean scroll, boolean withHold) {
        outcome = rows;
        declared = true;
        position = new CursorPosition(name, rows.cursor(), scroll);
        holdable = withHold;
    }

    /** Where its rows stand, or null when it has none or was not started. */
    @Nullable CursorPosition position() {
        return position;
    }

    List<ResultColumn> columns() {
        Outcome.Rows rows = rows();
        return rows == null ? List.of() : rows.columns();
    }

    private Outcome.@Nullable Rows rows() {
        return switch (outcome) {
            case Outcome.Rows rows -> rows;
            case Outcome.Copied copied -> copied.rows();
            case null, default -> null;
        };
    }

    boolean isFinished() {
        return finished;
    }

    void finished() {
        finished = true;
    }

    /** Whether it was declared to outlive its transaction. */
    public boolean isHoldable() {
        return holdable;
    }

    /** Whether it outlives the commit of its transaction: not after an error in it, as nobody can read on. */
    boolean isToOutlive() {
        return holdable && (held || position == null || !position.hasFailed());
    }

    /** Whether its transaction has committed and it goes on without one. */
    boolean isHeld() {
        return held;
    }

    void hold() {
        held = true;
    }

    /** Reads the rest of the rows into memory where they come out of the transaction that ends now. */
    Portal detach() {
        if (outcome instanceof Outcome.Rows rows && rows.cursor() instanceof HeldRows held) {
            held.readAhead();
        }
        if (outcome instanceof Outcome.Rows rows && rows.cursor() instanceof SpoolingCursor spooling) {
            spooling.spool();
            RuntimeException failure = spooling.failure();
            if (failure != null) {
                throw failure;
            }
        }
        return this;
    }

    void close() {
        finished = true;
        Outcome.Rows rows = rows();
        if (rows != null) {
            rows.cursor().close();
        }
    }
}
