package io.federator.gateway.format;

import io.federator.gateway.wire.MessageReader;
import io.federator.gateway.wire.WireBuffer;
import io.federator.spi.type.SqlType;
import java.util.UUID;

/** 16 bytes. */
final class UuidWire implements WireType {
    @Override
    public void binary(SqlType type, Object value, WireBuffer out) {
        UUID uuid = (UUID) value;
        out.int64(uuid.getMostSignificantBits()).int64(uuid.getLeastSignificantBits());
    }

    @Override
    public Object fromBinary(SqlType type, MessageReader in) {
        return new UUID(in.int64(), in.int64());
    }
}
