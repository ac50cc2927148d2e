package io.federator.gateway.format;

import io.federator.engine.context.EvaluationContext;
import io.federator.gateway.wire.MessageReader;
import io.federator.gateway.wire.WireBuffer;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import io.federator.spi.value.RowCursor;

/** Integers of 2, 4 and 8 bytes, and object identifiers of 4 unsigned bytes; big-endian. */
final class IntegerWire implements WireType {
    @Override
    public void binary(SqlType type, Object value, WireBuffer out) {
        write(type, ((Number) value).longValue(), out);
    }

    @Override
    public void binary(SqlType type, RowCursor row, int column, WireBuffer out) {
        write(type, row.getLong(column), out);
    }

    private static void write(SqlType type, long value, WireBuffer out) {
        switch (type.kind()) {
            case INT2 -> out.int16((int) value);
            case INT8 -> out.int64(value);
            default -> out.int32((int) value);
        }
    }

    @Override
    public Object fromBinary(SqlType type, MessageReader in) {
        if (type.is(TypeKind.INT2)) {
            return in.int16();
        }
        if (type.is(TypeKind.INT8)) {
            return in.int64();
        }
        int value = in.int32();
        if (type.is(TypeKind.INT4)) {
            return value;
        }
        return value & 0xffff_ffffL;
    }

    @Override
    public void text(SqlType type, Object value, EvaluationContext context, WireBuffer out) {
        out.decimal(((Number) value).longValue());
    }

    @Override
    public void text(SqlType type, RowCursor row, int column, EvaluationContext context, WireBuffer out) {
        out.decimal(row.getLong(column));
    }
}
