package io.federator.gateway.format;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.context.FormatSettings;
import io.federator.engine.format.TextFormat;
import io.federator.gateway.wire.MessageReader;
import io.federator.gateway.wire.WireBuffer;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;

/** Text in both formats: in the client's encoding, without an end mark. */
final class TextWire implements WireType {
    @Override
    public void binary(SqlType type, Object value, WireBuffer out) {
        out.text((String) value);
    }

    @Override
    public Object fromBinary(SqlType type, MessageReader in) {
        String text = in.restAsText();
        return type.is(TypeKind.JSON) ? TextFormat.parse(type, text, FormatSettings.DEFAULT) : text;
    }

    @Override
    public void text(SqlType type, Object value, EvaluationContext context, WireBuffer out) {
        out.text((String) value);
    }
}
