package io.federator.gateway.format;

import io.federator.gateway.wire.MessageReader;
import io.federator.gateway.wire.WireBuffer;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import io.federator.spi.value.RowCursor;

/**
 * date: int32 days; time: int64 microseconds of the day; timestamp and timestamptz: int64 microseconds. The wire counts from
 * 2000-01-01, values of ours from 1970-01-01; the extremes are infinities in both.
 */
final class DateTimeWire implements WireType {
    private static final int EPOCH_DAYS = 10_957;
    private static final long EPOCH_MICROS = 946_684_800_000_000L;
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    @Override
    public void binary(SqlType type, Object value, WireBuffer out) {
        write(type, ((Number) value).longValue(), out);
    }

    @Override
    public void binary(SqlType type, RowCursor row, int column, WireBuffer out) {
        write(type, row.getLong(column), out);
    }

    private static void write(SqlType type, long value, WireBuffer out) {
        if (type.is(TypeKind.DATE)) {
            boolean infinite = value == Integer.MAX_VALUE || value == Integer.MIN_VALUE;
            out.int32((int) (infinite ? value : value - EPOCH_DAYS));
        } else if (type.is(TypeKind.TIME)) {
            out.int64(value);
        } else {
            boolean infinite = value == Long.MAX_VALUE || value == Long.MIN_VALUE;
            out.int64(infinite ? value : value - EPOCH_MICROS);
        }
    }

    @Override
    public Object fromBinary(SqlType type, MessageReader in) {
        if (type.is(TypeKind.DATE)) {
            int days = in.int32();
            if (days == Integer.MAX_VALUE || days == Integer.MIN_VALUE) {
                return days;
            }
            if (days > Integer.MAX_VALUE - EPOCH_DAYS) {
                throw outOfRange("date");
            }
            return days + EPOCH_DAYS;
        }
        long micros = in.int64();
        if (type.is(TypeKind.TIME)) {
            if (micros < 0 || micros > MICROS_PER_DAY) {
                throw outOfRange("time");
            }
            return micros;
        }
        if (micros == Long.MAX_VALUE || micros == Long.MIN_VALUE) {
            return micros;
        }
        if (micros > Long.MAX_VALUE - EPOCH_MICROS) {
            throw outOfRange("timestamp");
        }
        return micros + EPOCH_MICROS;
    }

    private static SqlException outOfRange(String what) {
        return new SqlException(SqlState.DATETIME_FIELD_OVERFLOW, what + " out of range");
    }
}
