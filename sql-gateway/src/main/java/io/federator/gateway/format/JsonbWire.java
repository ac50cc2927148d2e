package io.federator.gateway.format;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.context.FormatSettings;
import io.federator.engine.format.TextFormat;
import io.federator.gateway.wire.MessageReader;
import io.federator.gateway.wire.WireBuffer;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;

/** int8 version 1, then the text. */
final class JsonbWire implements WireType {
    private static final int VERSION = 1;

    @Override
    public void binary(SqlType type, Object value, WireBuffer out) {
        out.int8(VERSION).text((String) value);
    }

    @Override
    public Object fromBinary(SqlType type, MessageReader in) {
        int version = in.int8();
        if (version != VERSION) {
            throw new SqlException(SqlState.INTERNAL_ERROR, "unsupported jsonb version number " + version);
        }
        return TextFormat.parse(SqlType.JSONB, in.restAsText(), FormatSettings.DEFAULT);
    }

    @Override
    public void text(SqlType type, Object value, EvaluationContext context, WireBuffer out) {
        out.text((String) value);
    }
}
