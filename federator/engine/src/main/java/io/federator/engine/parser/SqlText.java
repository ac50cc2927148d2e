package io.federator.engine.parser;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;

/** A script's text with its places: characters as Java counts them, code points as PostgreSQL reports them. */
final class SqlText {
    final String sql;
    // Positions are asked for in ascending order but for errors, so counting goes on from the last place.
    private int countedTo;
    private int surrogates;

    SqlText(String sql) {
        this.sql = sql;
    }

    /** Code points from 1 of a character's place. */
    int position(int index) {
        if (index < countedTo) {
            countedTo = 0;
            surrogates = 0;
        }
        for (; countedTo < index; countedTo++) {
            if (Character.isLowSurrogate(sql.charAt(countedTo))) {
                surrogates++;
            }
        }
        return index - surrogates + 1;
    }

    /** An error in the words of PostgreSQL's scanner. */
    SqlException error(String message, int start, int end) {
        String place = start >= sql.length() ? " at end of input" : " at or near \"" + sql.substring(start, end) + "\"";
        return new SqlException(SqlState.SYNTAX_ERROR, message + place).at(position(start));
    }

    /** A lexical error that runs on to the end of the text. */
    SqlException unterminated(String message, int start) {
        return error(message, start, sql.length());
    }
}
