package io.federator.engine.parser;

import io.federator.spi.error.SqlException;
import org.jspecify.annotations.Nullable;

/**
 * A token as the grammar sees it.
 *
 * @param symbol the word of a key word, or the sign of a {@code SIGN}; empty for all other kinds, so that a comparison with
 *     it cannot be fooled by a literal
 * @param value an identifier's or string's content, a number in decimal, an operator's text
 * @param keyword non-null for key words
 * @param start the first character in the script
 * @param end the character behind the last
 * @param position code points from 1
 * @param failure the lexical error that stands here, for kind {@code FAILURE}
 */
record Token(
        Kind kind,
        String symbol,
        String value,
        @Nullable Keyword keyword,
        int start,
        int end,
        int position,
        @Nullable SqlException failure) {
    /** Kinds of tokens. */
    enum Kind {
        IDENTIFIER,
        KEYWORD,
        STRING,
        BITS,
        HEX_BITS,
        /** A whole number in the range of a 32-bit integer. */
        INTEGER,
        NUMBER,
        PARAMETER,
        /** An operator that the grammar does not know by itself. */
        OPERATOR,
        /** Punctuation, and the operators with a precedence of their own. */
        SIGN,
        END,
        /** Characters that are no token: reading it raises its failure. */
        FAILURE
    }

    static Token word(Keyword keyword, int start, int end, int position) {
        return new Token(Kind.KEYWORD, keyword.word(), keyword.word(), keyword, start, end, position, null);
    }

    static Token sign(String sign, int start, int end, int position) {
        return new Token(Kind.SIGN, sign, sign, null, start, end, position, null);
    }

    static Token of(Kind kind, String value, int start, int end, int position) {
        return new Token(kind, "", value, null, start, end, position, null);
    }

    static Token failure(SqlException failure, int start, int position) {
        return new Token(Kind.FAILURE, "", "", null, start, start, position, failure);
    }

    /** Whether this is the key word or sign. */
    boolean is(String wanted) {
        return symbol.equals(wanted);
    }

    /** The same key word under another symbol, with no use as a name. */
    Token asReserved(String newSymbol) {
        Keyword reserved = new Keyword(newSymbol, Keyword.Category.RESERVED, false);
        return new Token(kind, newSymbol, value, reserved, start, end, position, failure);
    }
}
