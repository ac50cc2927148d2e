package io.federator.gateway.server;

import io.federator.engine.session.Completion;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.time.Duration;
import java.util.function.Supplier;

/** Tells {@link ServerEvents} how one statement went. */
final class StatementTimer {
    private final ServerEvents events;
    private final long start = System.nanoTime();

    StatementTimer(ServerEvents events) {
        this.events = events;
    }

    /** Runs the statement to its end and gives its tag; empty for a suspended or empty one. */
    String time(Supplier<Completion> statement) {
        return switch (watch(statement)) {
            case Completion.Complete c -> c.tag();
            case Completion.Suspended c -> "";
            case Completion.Empty c -> "";
        };
    }

    Completion watch(Supplier<Completion> statement) {
        try {
            Completion completion = statement.get();
            long rows = switch (completion) {
                case Completion.Complete c -> c.rows();
                case Completion.Suspended c -> c.rows();
                case Completion.Empty c -> 0;
            };
            events.statement(Duration.ofNanos(System.nanoTime() - start), null, rows);
            return completion;
        } catch (SqlException e) {
            events.statement(Duration.ofNanos(System.nanoTime() - start), e.state(), 0);
            throw e;
        } catch (RuntimeException | Error e) {
            events.statement(Duration.ofNanos(System.nanoTime() - start), SqlState.INTERNAL_ERROR, 0);
            throw e;
        }
    }
}
