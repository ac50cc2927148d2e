package io.federator.gateway.format;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.context.FormatSettings;
import io.federator.engine.format.TextFormat;
import io.federator.gateway.wire.MessageReader;
import io.federator.gateway.wire.Utf8;
import io.federator.gateway.wire.WireBuffer;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;

/** Text in both formats: UTF-8 without an end mark. */
final class TextWire implements WireType {
    @Override
    public void binary(SqlType type, Object value, WireBuffer out) {
        out.text((String) value);
    }

    @Override
    public Object fromBinary(SqlType type, MessageReader in) {
        byte[] bytes = in.rest();
        String text = Utf8.decode(bytes, 0, bytes.length);
        return type.is(TypeKind.JSON) ? TextFormat.parse(type, text, FormatSettings.DEFAULT) : text;
    }

    @Override
    public void text(SqlType type, Object value, EvaluationContext context, WireBuffer out) {
        out.text((String) value);
    }
}
