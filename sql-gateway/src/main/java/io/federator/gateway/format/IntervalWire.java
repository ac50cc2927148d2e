package io.federator.gateway.format;

import io.federator.gateway.wire.MessageReader;
import io.federator.gateway.wire.WireBuffer;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.Interval;

/** int64 microseconds, int32 days, int32 months. */
final class IntervalWire implements WireType {
    @Override
    public void binary(SqlType type, Object value, WireBuffer out) {
        Interval interval = (Interval) value;
        out.int64(interval.micros()).int32(interval.days()).int32(interval.months());
    }

    @Override
    public Object fromBinary(SqlType type, MessageReader in) {
        long micros = in.int64();
        int days = in.int32();
        return new Interval(in.int32(), days, micros);
    }
}
