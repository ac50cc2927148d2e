package io.federator.gateway.wire;

/** Bytes that are no message: where the next one begins is unknown, so the connection must end. SQLSTATE 08P01, or as given. */
public final class ProtocolViolation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String state;
    private final boolean silent;

    public ProtocolViolation(String message) {
        this("08P01", message);
    }

    public ProtocolViolation(String state, String message) {
        this(state, message, false);
    }

    private ProtocolViolation(String state, String message, boolean silent) {
        super(message);
        this.state = state;
        this.silent = silent;
    }

    /** One after which PostgreSQL only closes the connection, as the other side may speak another protocol altogether. */
    static ProtocolViolation silent(String message) {
        return new ProtocolViolation("08P01", message, true);
    }

    /** Whether the client is not told. */
    public boolean isSilent() {
        return silent;
    }

    public String state() {
        return state;
    }

    public String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
