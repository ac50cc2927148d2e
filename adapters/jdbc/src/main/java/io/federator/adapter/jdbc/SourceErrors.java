package io.federator.adapter.jdbc;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.SourceSettings;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A source's errors as PostgreSQL's, with the source's name and without secrets. */
final class SourceErrors {
    private static final Logger LOG = LoggerFactory.getLogger(SourceErrors.class);
    private static final Pattern PASSWORD = Pattern.compile("(?i)(password=)[^&;\\s\"']*");

    private final SourceSettings settings;
    private final JdbcVendor vendor;

    SourceErrors(SourceSettings settings, JdbcVendor vendor) {
        this.settings = settings;
        this.vendor = vendor;
    }

    String source() {
        return settings.name();
    }

    /** What the database said about a statement. */
    SqlException of(SQLException error) {
        SqlState state = vendor.state(error);
        if (state == SqlState.CONNECTION_FAILURE) {
            return unreachable(error);
        }
        SqlException known =
                new SqlException(state, discreet(vendor.message(error, state)), error).fromSource(source());
        return state.code().startsWith("23") ? vendor.violated(error, known) : known;
    }

    /** No connection could be made or kept. */
    SqlException unreachable(@Nullable Throwable cause) {
        SqlState state = cause instanceof SQLException sql ? vendor.state(sql) : SqlState.CONNECTION_FAILURE;
        SqlState shown = switch (state) {
            case INVALID_AUTHORIZATION_SPECIFICATION, INVALID_PASSWORD, INVALID_CATALOG_NAME -> state;
            case TOO_MANY_CONNECTIONS, INSUFFICIENT_PRIVILEGE -> state;
            default -> SqlState.CONNECTION_FAILURE;
        };
        String reason = cause == null || cause.getMessage() == null ? "no answer" : firstLine(cause.getMessage());
        String message = "could not connect to source \"" + source() + "\": " + discreet(reason);
        SqlException error = cause == null ? new SqlException(shown, message) : new SqlException(shown, message, cause);
        return error.fromSource(source());
    }

    SqlException exhausted(int connections) {
        return new SqlException(
                        SqlState.TOO_MANY_CONNECTIONS,
                        "all " + connections + " connections to source \"" + source() + "\" are in use")
                .fromSource(source());
    }

    void log(String what, Exception error) {
        if (LOG.isDebugEnabled()) {
            LOG.debug("source {}: {}: {}", source(), what, discreet(String.valueOf(error.getMessage())));
        }
    }

    private String discreet(String message) {
        Optional<String> password = settings.password().get();
        String hidden = PASSWORD.matcher(message).replaceAll("$1***");
        return password.isPresent() && password.get().length() > 3 ? hidden.replace(password.get(), "***") : hidden;
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse(message);
    }
}
