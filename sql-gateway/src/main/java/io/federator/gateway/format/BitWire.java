package io.federator.gateway.format;

import io.federator.engine.context.EvaluationContext;
import io.federator.gateway.wire.MessageReader;
import io.federator.gateway.wire.WireBuffer;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.BitString;

/** int32 number of bits, then the bits, first bit highest, the last byte filled with zeros. */
final class BitWire implements WireType {
    @Override
    public void binary(SqlType type, Object value, WireBuffer out) {
        String bits = ((BitString) value).bits();
        out.int32(bits.length());
        for (int i = 0; i < bits.length(); i += 8) {
            int octet = 0;
            for (int j = i; j < i + 8; j++) {
                octet = octet << 1 | (j < bits.length() && bits.charAt(j) == '1' ? 1 : 0);
            }
            out.int8(octet);
        }
    }

    @Override
    public Object fromBinary(SqlType type, MessageReader in) {
        int length = in.int32();
        if (length < 0 || length > 8L * in.remaining()) {
            throw WireTypes.badBinary("invalid length in external bit string");
        }
        StringBuilder bits = new StringBuilder(length);
        byte[] octets = in.bytes((length + 7) / 8);
        for (int i = 0; i < length; i++) {
            bits.append((octets[i / 8] >> (7 - i % 8) & 1) == 1 ? '1' : '0');
        }
        return new BitString(bits.toString());
    }

    @Override
    public void text(SqlType type, Object value, EvaluationContext context, WireBuffer out) {
        out.text(((BitString) value).bits());
    }
}
