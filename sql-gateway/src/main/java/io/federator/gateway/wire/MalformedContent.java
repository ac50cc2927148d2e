package io.federator.gateway.wire;

/** The content of a message does not follow its layout, or a text in it is not UTF-8. */
public final class MalformedContent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String state;

    MalformedContent(String state, String message) {
        super(message, null, false, false);
        this.state = state;
    }

    /** SQLSTATE. */
    public String state() {
        return state;
    }

    public String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
