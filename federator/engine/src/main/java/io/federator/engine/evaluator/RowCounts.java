package io.federator.engine.evaluator;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;

/** The numbers of rows that LIMIT and OFFSET name. */
final class RowCounts {
    private RowCounts() {}

    static Expression limit(Expression count) {
        return checked(count, Long.MAX_VALUE, SqlState.INVALID_ROW_COUNT_IN_LIMIT, "LIMIT");
    }

    static Expression offset(Expression count) {
        return checked(count, 0, SqlState.INVALID_ROW_COUNT_IN_OFFSET, "OFFSET");
    }

    private static Expression checked(Expression count, long absent, SqlState state, String clause) {
        return frame -> {
            Object value = count.evaluate(frame);
            if (value == null) {
                return absent;
            }
            if ((Long) value < 0) {
                throw new SqlException(state, clause + " must not be negative");
            }
            return value;
        };
    }
}
