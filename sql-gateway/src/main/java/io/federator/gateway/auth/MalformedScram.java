package io.federator.gateway.auth;

/** A client's message that is no step of SCRAM: 08P01. */
public final class MalformedScram extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedScram(String message) {
        super(message, null, false, false);
    }

    public String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
