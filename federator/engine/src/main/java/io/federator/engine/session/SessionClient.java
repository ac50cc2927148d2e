package io.federator.engine.session;

/** The client at the other end of a session. */
@FunctionalInterface
public interface SessionClient {
    /** Tells it something that is no error. Called on the session's thread. */
    void notice(Notice notice);

    /**
     * There is something for a session that may be waiting for its client: a notification, or its end. Called on any thread; must
     * not block.
     */
    default void wake() {}

    /** The session is to end, even if the client does not read what is sent to it. Called on any thread; must not block. */
    default void end() {
        wake();
    }
}
