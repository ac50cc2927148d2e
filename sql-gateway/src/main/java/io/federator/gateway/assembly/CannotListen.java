package io.federator.gateway.assembly;

/** An address that clients should connect to cannot be had; the message names it and says why. */
public final class CannotListen extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotListen(String message, Throwable cause) {
        super(message, cause);
    }
}
