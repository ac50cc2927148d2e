package io.federator.gateway.format;

import io.federator.engine.context.EvaluationContext;
import io.federator.gateway.wire.MessageReader;
import io.federator.gateway.wire.WireBuffer;
import io.federator.spi.type.SqlType;

/** One byte, 0 or 1. */
final class BoolWire implements WireType {
    @Override
    public void binary(SqlType type, Object value, WireBuffer out) {
        out.int8((Boolean) value ? 1 : 0);
    }

    @Override
    public Object fromBinary(SqlType type, MessageReader in) {
        return in.int8() != 0;
    }

    @Override
    public void text(SqlType type, Object value, EvaluationContext context, WireBuffer out) {
        out.int8((Boolean) value ? 't' : 'f');
    }
}
