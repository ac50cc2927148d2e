package io.federator.engine.session;

import io.federator.engine.parser.ParsedStatement;
import io.federator.engine.session.setting.SessionSettings;
import java.util.OptionalLong;

/** What others may see of a session. Written by the session's thread, read by any. */
final class SessionActivity {
    private final SessionSettings settings;
    private final Transaction transaction;
    private final long start;
    private volatile Activity now;
    private volatile String applicationName;

    SessionActivity(SessionSettings settings, Transaction transaction) {
        this.settings = settings;
        this.transaction = transaction;
        this.start = transaction.now();
        this.applicationName = settings.show("application_name");
        this.now = new Activity("idle", "", OptionalLong.empty(), OptionalLong.empty(), start);
    }

    /** When the session began, in microseconds since 1970-01-01 UTC. */
    long startMicros() {
        return start;
    }

    String applicationName() {
        return applicationName;
    }

    Activity now() {
        return now;
    }

    /** The client has been answered, and nothing is to be done. */
    void idle() {
        String state = switch (transaction.status()) {
            case IDLE -> "idle";
            case IN_TRANSACTION -> "idle in transaction";
            case FAILED -> "idle in transaction (aborted)";
        };
        applicationName = settings.show("application_name");
        Activity last = now;
        now = new Activity(state, last.query(), transactionStart(), last.queryStart(), transaction.now());
    }

    /** A statement begins. */
    void active(ParsedStatement parsed) {
        long begun = transaction.statementMicros();
        now = new Activity("active", parsed.text(), transactionStart(), OptionalLong.of(begun), begun);
    }

    private OptionalLong transactionStart() {
        return transaction.isOpen() ? OptionalLong.of(transaction.startMicros()) : OptionalLong.empty();
    }
}
