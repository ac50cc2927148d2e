package io.federator.gateway.server;

import io.federator.engine.session.Notice;
import io.federator.gateway.wire.BackendMessage.Fields;
import io.federator.gateway.wire.BackendMessage.ObjectNames;
import io.federator.gateway.wire.MalformedContent;
import io.federator.gateway.wire.ProtocolViolation;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.error.Violation;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where what was thrown becomes what the client reads. */
final class ErrorFields {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorFields.class);
    private static final SecureRandom RANDOM = new SecureRandom();

    private ErrorFields() {}

    /** Anything thrown, as an error of PostgreSQL's kind. What we did not expect is logged and told by a number only. */
    static SqlException of(Throwable thrown) {
        return switch (thrown) {
            case SqlException e -> {
                if (e.state() == SqlState.INTERNAL_ERROR) {
                    LOG.error("event=internal-error message=\"{}\"", e.text(), e);
                }
                yield e;
            }
            case Fatal e -> e.error();
            case MalformedContent e -> new SqlException(state(e.state()), e.text());
            case ProtocolViolation e -> new SqlException(state(e.state()), e.text());
            case StackOverflowError e -> new SqlException(SqlState.STATEMENT_TOO_COMPLEX, "stack depth limit exceeded");
            case OutOfMemoryError e -> new SqlException(SqlState.OUT_OF_MEMORY, "out of memory");
            default -> {
                byte[] id = new byte[4];
                RANDOM.nextBytes(id);
                String shown = HexFormat.of().formatHex(id);
                LOG.error("event=internal-error id={}", shown, thrown);
                yield new SqlException(SqlState.INTERNAL_ERROR, "internal error " + shown)
                        .withHint("The server's log has more under this number.");
            }
        };
    }

    static Fields error(SqlException error, boolean fatal) {
        String source = error.source();
        return new Fields(
                fatal ? "FATAL" : "ERROR",
                error.state().code(),
                error.text(),
                error.detail(),
                error.hint(),
                error.position(),
                source == null ? error.context() : "source \"" + source + "\"",
                object(error.violation()),
                routine(error));
    }

    private static @Nullable ObjectNames object(@Nullable Violation violation) {
        return violation == null
                ? null
                : new ObjectNames(violation.schema(), violation.table(), violation.column(), violation.constraint());
    }

    /** PostgreSQL's driver for Java prepares anew when it reads this, and only then. */
    private static @Nullable String routine(SqlException error) {
        return error.text().equals("cached plan must not change result type") ? "RevalidateCachedQuery" : null;
    }

    static Fields notice(Notice notice) {
        return new Fields(
                notice.severity().name(),
                notice.state().code(),
                notice.message(),
                null,
                notice.hint(),
                notice.position(),
                null);
    }

    private static SqlState state(String code) {
        return state(code, SqlState.PROTOCOL_VIOLATION);
    }

    /** The state of a code, or {@code other} for one that is not ours. */
    static SqlState state(String code, SqlState other) {
        for (SqlState state : SqlState.values()) {
            if (state.code().equals(code)) {
                return state;
            }
        }
        return other;
    }
}
