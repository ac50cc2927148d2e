package io.federator.gateway.format;

import io.federator.gateway.wire.MessageReader;
import io.federator.gateway.wire.WireBuffer;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import io.federator.spi.value.Bytes;
import io.federator.spi.value.Inet;

/** The family, the bits of the mask, whether it is a cidr, the number of octets, the octets. */
final class InetWire implements WireType {
    private static final int IPV4 = 2;
    private static final int IPV6 = 3;

    @Override
    public void binary(SqlType type, Object value, WireBuffer out) {
        Inet inet = (Inet) value;
        byte[] octets = inet.address().array();
        out.int8(inet.family() == 4 ? IPV4 : IPV6)
                .int8(inet.bits())
                .int8(type.is(TypeKind.CIDR) ? 1 : 0)
                .int8(octets.length)
                .bytes(octets);
    }

    @Override
    public Object fromBinary(SqlType type, MessageReader in) {
        String name = " in external \"" + type.kind().typname() + "\" value";
        int family = in.int8() & 0xff;
        if (family != IPV4 && family != IPV6) {
            throw WireTypes.badBinary("invalid address family" + name);
        }
        int length = family == IPV4 ? 4 : 16;
        int bits = in.int8() & 0xff;
        if (bits > length * 8) {
            throw WireTypes.badBinary("invalid bits" + name);
        }
        in.int8();
        if ((in.int8() & 0xff) != length) {
            throw WireTypes.badBinary("invalid length" + name);
        }
        Inet inet = new Inet(new Bytes(in.bytes(length)), bits);
        if (type.is(TypeKind.CIDR) && !inet.isNetwork()) {
            throw WireTypes.badBinary("invalid external \"cidr\" value")
                    .withDetail("Value has bits set to right of mask.");
        }
        return inet;
    }
}
