package io.federator.gateway.format;

import io.federator.gateway.wire.MessageReader;
import io.federator.gateway.wire.WireBuffer;
import io.federator.spi.type.SqlType;

/** regclass and its like: an object identifier in binary, a name in text. */
final class RegisteredWire implements WireType {
    @Override
    public void binary(SqlType type, Object value, WireBuffer out) {
        out.int32(((Number) value).intValue());
    }

    @Override
    public Object fromBinary(SqlType type, MessageReader in) {
        return in.int32() & 0xffff_ffffL;
    }
}
