package io.federator.engine.executor;

/** A plan would bind an argument that the source has no value for: the query has to be planned without. Carries no stack. */
public final class ArgumentRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String source;

    ArgumentRefused(String source) {
        super("source \"" + source + "\" has no such value", null, false, false);
        this.source = source;
    }

    public String source() {
        return source;
    }
}
