package io.federator.gateway.format;

import io.federator.engine.context.EvaluationContext;
import io.federator.gateway.wire.MessageReader;
import io.federator.gateway.wire.WireBuffer;
import io.federator.spi.type.SqlType;

/** {@code "char"}: one byte, 0 for the empty string. Bytes above 127 are shown as an octal escape in text. */
final class CharWire implements WireType {
    @Override
    public void binary(SqlType type, Object value, WireBuffer out) {
        String text = (String) value;
        out.int8(text.isEmpty() ? 0 : text.charAt(0));
    }

    @Override
    public Object fromBinary(SqlType type, MessageReader in) {
        int value = in.int8();
        return value == 0 ? "" : String.valueOf((char) value);
    }

    @Override
    public void text(SqlType type, Object value, EvaluationContext context, WireBuffer out) {
        String text = (String) value;
        char c = text.isEmpty() ? 0 : text.charAt(0);
        if (c < 0x80) {
            out.text(text);
        } else {
            out.text("\\" + Integer.toOctalString(c & 0xff));
        }
    }
}
