package io.federator.spi.error;

import org.jspecify.annotations.Nullable;

/**
 * The one error type of Federator: what PostgreSQL would say in an {@code ErrorResponse}. Thrown where the fault is known
 * and translated to the wire in one place, the gateway's error encoder. Messages are written for the client: they follow
 * PostgreSQL's wording where PostgreSQL has the same error, and never carry a secret or a stack trace.
 *
 * <p>Immutable; the {@code with…} methods return a copy.
 */
public final class SqlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final SqlState state;
    private final int position;
    private final @Nullable String detail;
    private final @Nullable String hint;
    private final @Nullable String source;
    private final @Nullable String context;
    private final @Nullable Violation violation;

    public SqlException(SqlState state, String message) {
        this(state, message, 0, null, null, null, null, null, null);
    }

    public SqlException(SqlState state, String message, Throwable cause) {
        this(state, message, 0, null, null, null, null, null, cause);
    }

    private SqlException(
            SqlState state,
            String message,
            int position,
            @Nullable String detail,
            @Nullable String hint,
            @Nullable String source,
            @Nullable String context,
            @Nullable Violation violation,
            @Nullable Throwable cause) {
        super(message, cause);
        this.state = state;
        this.position = position;
        this.detail = detail;
        this.hint = hint;
        this.source = source;
        this.context = context;
        this.violation = violation;
    }

    /** The same error at a place in the statement: a count of characters from 1, or 0 for none. */
    public SqlException at(int newPosition) {
        return copy(newPosition, detail, hint, source, context, violation);
    }

    /** The same error at {@code newPosition} unless it has a place already. */
    public SqlException atIfAbsent(int newPosition) {
        return position > 0 ? this : at(newPosition);
    }

    public SqlException withDetail(String newDetail) {
        return copy(position, newDetail, hint, source, context, violation);
    }

    public SqlException withHint(String newHint) {
        return copy(position, detail, newHint, source, context, violation);
    }

    /** The same error with the name of the source that it came from. */
    public SqlException fromSource(String newSource) {
        return copy(position, detail, hint, newSource, context, violation);
    }

    /** The same error with what was being done, such as {@code unnamed portal parameter $1}. */
    public SqlException inContext(String newContext) {
        return copy(position, detail, hint, source, newContext, violation);
    }

    /** The same error with the constraint that it is about. */
    public SqlException violating(Violation newViolation) {
        return copy(position, detail, hint, source, context, newViolation);
    }

    /** The same error in other words. */
    public SqlException inWords(String message) {
        SqlException copy =
                new SqlException(state, message, position, detail, hint, source, context, violation, getCause());
        copy.setStackTrace(getStackTrace());
        return copy;
    }

    /** The constraint that it is about, or null. */
    public @Nullable Violation violation() {
        return violation;
    }

    public SqlState state() {
        return state;
    }

    /** The message for the client; never null. */
    public String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    /** Characters from 1 into the statement's text, or 0 when the error has no place in it. */
    public int position() {
        return position;
    }

    public @Nullable String detail() {
        return detail;
    }

    public @Nullable String hint() {
        return hint;
    }

    /** Whether values are the cause (classes 21, cardinality violation, and 22, data exception): what reads them not does not fail. */
    public boolean isOfData() {
        return state.code().startsWith("21") || state.code().startsWith("22");
    }

    /** The catalog's name of the source that raised the error, or null when it arose in the gateway. */
    public @Nullable String source() {
        return source;
    }

    /** What was being done, in PostgreSQL's words, or null. */
    public @Nullable String context() {
        return context;
    }

    private SqlException copy(
            int newPosition,
            @Nullable String newDetail,
            @Nullable String newHint,
            @Nullable String newSource,
            @Nullable String newContext,
            @Nullable Violation newViolation) {
        SqlException copy = new SqlException(
                state, text(), newPosition, newDetail, newHint, newSource, newContext, newViolation, getCause());
        copy.setStackTrace(getStackTrace());
        return copy;
    }
}
