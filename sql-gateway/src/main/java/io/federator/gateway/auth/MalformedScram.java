package io.federator.gateway.auth;

import org.jspecify.annotations.Nullable;

/** A client's message that is no step of SCRAM: 08P01. */
public final class MalformedScram extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean binding;
    private final @Nullable String detail;

    MalformedScram(String message) {
        this(message, false, null);
    }

    private MalformedScram(String message, boolean binding, @Nullable String detail) {
        super(message, null, false, false);
        this.binding = binding;
        this.detail = detail;
    }

    static MalformedScram because(String detail) {
        return new MalformedScram("malformed SCRAM message", false, detail);
    }

    /** The two sides do not agree about the channel: 28000. */
    static MalformedScram binding(String message, @Nullable String detail) {
        return new MalformedScram(message, true, detail);
    }

    public boolean isAboutBinding() {
        return binding;
    }

    public @Nullable String detail() {
        return detail;
    }

    public String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
