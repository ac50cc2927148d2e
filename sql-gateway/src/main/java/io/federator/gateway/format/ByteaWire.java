package io.federator.gateway.format;

import io.federator.gateway.wire.MessageReader;
import io.federator.gateway.wire.WireBuffer;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.Bytes;

/** The bytes themselves. */
final class ByteaWire implements WireType {
    @Override
    public void binary(SqlType type, Object value, WireBuffer out) {
        out.bytes(((Bytes) value).array());
    }

    @Override
    public Object fromBinary(SqlType type, MessageReader in) {
        return new Bytes(in.rest());
    }
}
