package io.federator.gateway.server;

/** The client can no longer be written to; ends the session without a word. */
final class ClientGone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClientGone() {
        super("the client is gone", null, false, false);
    }
}
