package io.federator.gateway.format;

import io.federator.gateway.wire.MessageReader;
import io.federator.gateway.wire.WireBuffer;
import io.federator.spi.type.SqlType;

/** An int64 of hundredths. */
final class MoneyWire implements WireType {
    @Override
    public void binary(SqlType type, Object value, WireBuffer out) {
        out.int64((long) value);
    }

    @Override
    public Object fromBinary(SqlType type, MessageReader in) {
        return in.int64();
    }
}
