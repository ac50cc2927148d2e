package io.federator.gateway.format;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.format.TextFormat;
import io.federator.gateway.wire.MessageReader;
import io.federator.gateway.wire.WireBuffer;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;

/** Types of the system catalogs whose binary format nobody asks for. */
final class TextOnlyWire implements WireType {
    @Override
    public void binary(SqlType type, Object value, WireBuffer out) {
        throw new SqlException(SqlState.UNDEFINED_FUNCTION, "no binary output function available for type " + type);
    }

    @Override
    public Object fromBinary(SqlType type, MessageReader in) {
        throw new SqlException(SqlState.UNDEFINED_FUNCTION, "no binary input function available for type " + type);
    }

    @Override
    public void text(SqlType type, Object value, EvaluationContext context, WireBuffer out) {
        out.text(TextFormat.print(type, value, context));
    }
}
