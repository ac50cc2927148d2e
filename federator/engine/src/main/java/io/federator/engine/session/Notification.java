package io.federator.engine.session;

/**
 * What NOTIFY tells.
 *
 * @param backendPid the session that sent it
 */
public record Notification(int backendPid, String channel, String payload) {
    /** About how much memory it takes, in bytes. */
    long size() {
        return 64L + 2L * (channel.length() + payload.length());
    }
}
