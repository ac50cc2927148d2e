package io.federator.gateway.format;

import io.federator.gateway.wire.MessageReader;
import io.federator.gateway.wire.WireBuffer;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import io.federator.spi.value.RowCursor;

/** IEEE 754 of 4 or 8 bytes, big-endian. */
final class FloatWire implements WireType {
    @Override
    public void binary(SqlType type, Object value, WireBuffer out) {
        write(type, ((Number) value).doubleValue(), out);
    }

    @Override
    public void binary(SqlType type, RowCursor row, int column, WireBuffer out) {
        write(type, row.getDouble(column), out);
    }

    private static void write(SqlType type, double value, WireBuffer out) {
        if (type.is(TypeKind.FLOAT4)) {
            out.int32(Float.floatToIntBits((float) value));
        } else {
            out.int64(Double.doubleToLongBits(value));
        }
    }

    @Override
    public Object fromBinary(SqlType type, MessageReader in) {
        if (type.is(TypeKind.FLOAT4)) {
            return Float.intBitsToFloat(in.int32());
        }
        return Double.longBitsToDouble(in.int64());
    }
}
