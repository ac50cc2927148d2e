package io.federator.gateway.format;

import io.federator.gateway.wire.MessageReader;
import io.federator.gateway.wire.WireBuffer;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.TimeTz;

/** int64 microseconds of the local day, int32 seconds west of Greenwich. */
final class TimeTzWire implements WireType {
    private static final long MICROS_PER_DAY = 86_400_000_000L;
    private static final int MAX_ZONE_SECONDS = 16 * 3600;

    @Override
    public void binary(SqlType type, Object value, WireBuffer out) {
        TimeTz time = (TimeTz) value;
        out.int64(time.micros()).int32(time.zoneSeconds());
    }

    @Override
    public Object fromBinary(SqlType type, MessageReader in) {
        TimeTz time = new TimeTz(in.int64(), in.int32());
        if (time.micros() < 0 || time.micros() > MICROS_PER_DAY) {
            throw new SqlException(SqlState.DATETIME_FIELD_OVERFLOW, "time out of range");
        }
        if (time.zoneSeconds() <= -MAX_ZONE_SECONDS || time.zoneSeconds() >= MAX_ZONE_SECONDS) {
            throw new SqlException(SqlState.INVALID_TIME_ZONE_DISPLACEMENT, "time zone displacement out of range");
        }
        return time;
    }
}
