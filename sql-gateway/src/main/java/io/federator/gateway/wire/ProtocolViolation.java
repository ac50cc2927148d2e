package io.federator.gateway.wire;

/** Bytes that are no message: where the next one begins is unknown, so the connection must end. SQLSTATE 08P01, or as given. */
public final class ProtocolViolation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String state;

    public ProtocolViolation(String message) {
        this("08P01", message);
    }

    public ProtocolViolation(String state, String message) {
        super(message);
        this.state = state;
    }

    public String state() {
        return state;
    }

    public String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
