package io.federator.spi.value;

/** The values of {@code numeric} that are no numbers, in PostgreSQL's sort order (finite numbers lie between). */
public enum NumericSpecial {
    NEGATIVE_INFINITY("-Infinity"),
    POSITIVE_INFINITY("Infinity"),
    NAN("NaN");

    private final String text;

    NumericSpecial(String text) {
        this.text = text;
    }

    /** As PostgreSQL prints it. */
    public String text() {
        return text;
    }
}
