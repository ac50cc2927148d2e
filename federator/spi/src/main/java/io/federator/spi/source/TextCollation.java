package io.federator.spi.source;

/**
 * How a database compares a text value, as far as pushdown has to know.
 *
 * @param kind what may be concluded from the database's comparison
 * @param name the database's name of the collation, empty when the value is no text
 * @param charset the database's name of the character set, empty when it has only one
 */
public record TextCollation(Kind kind, String name, String charset) {
    /** For values that are no text. */
    public static final TextCollation NONE = new TextCollation(Kind.NONE, "", "");

    /** What a comparison in the database says about PostgreSQL's comparison by code point. */
    public enum Kind {
        /** The value is no text. */
        NONE,
        /** Equality and order are PostgreSQL's {@code C}: by code point, nothing ignored. */
        CODE_POINT,
        /** Equality is exact, order is another: PostgreSQL's linguistic collations. */
        EXACT_EQUALITY,
        /** Equality may take different texts for equal (case, accents, trailing spaces); order is another. */
        LOOSE
    }
}
