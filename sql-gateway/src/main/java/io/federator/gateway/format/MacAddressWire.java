package io.federator.gateway.format;

import io.federator.gateway.wire.MessageReader;
import io.federator.gateway.wire.WireBuffer;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import io.federator.spi.value.MacAddress;

/** 6 or 8 octets. */
final class MacAddressWire implements WireType {
    private static final int SHORT = 6;
    private static final int LONG = 8;

    @Override
    public void binary(SqlType type, Object value, WireBuffer out) {
        MacAddress address = (MacAddress) value;
        for (int shift = (address.octets() - 1) * 8; shift >= 0; shift -= 8) {
            out.int8((int) (address.value() >> shift) & 0xff);
        }
    }

    /** The longer type takes addresses of six octets as well. */
    @Override
    public Object fromBinary(SqlType type, MessageReader in) {
        boolean extend = type.is(TypeKind.MACADDR8) && in.remaining() == SHORT;
        int octets = type.is(TypeKind.MACADDR) || extend ? SHORT : LONG;
        long value = 0;
        for (int i = 0; i < octets; i++) {
            value = value << 8 | in.int8() & 0xff;
        }
        MacAddress address = new MacAddress(value, octets);
        return extend ? address.extended() : address;
    }
}
