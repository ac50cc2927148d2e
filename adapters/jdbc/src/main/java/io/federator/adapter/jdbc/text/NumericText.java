package io.federator.adapter.jdbc.text;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.value.NumericSpecial;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Numerics in plain decimal form; the digits after the point are the display scale. */
public final class NumericText {
    private static final int LONG_DIGITS = 18;

    private NumericText() {}

    /** A {@link BigDecimal}, or a {@link NumericSpecial}. */
    public static Object parse(byte[] text) {
        int sign = text.length > 0 && text[0] == '-' ? 1 : 0;
        if (text.length - sign <= LONG_DIGITS) {
            long unscaled = 0;
            int scale = -1;
            int i = sign;
            boolean simple = i < text.length;
            for (; i < text.length && simple; i++) {
                byte c = text[i];
                if (c >= '0' && c <= '9') {
                    unscaled = unscaled * 10 + (c - '0');
                    scale += scale >= 0 ? 1 : 0;
                } else if (c == '.' && scale < 0) {
                    scale = 0;
                } else {
                    simple = false;
                }
            }
            if (simple) {
                return BigDecimal.valueOf(sign == 1 ? -unscaled : unscaled, Math.max(scale, 0));
            }
        }
        return parse(new String(text, StandardCharsets.ISO_8859_1));
    }

    public static Object parse(String text) {
        for (NumericSpecial special : NumericSpecial.values()) {
            if (special.text().equals(text)) {
                return special;
            }
        }
        try {
            BigDecimal number = new BigDecimal(text);
            return number.scale() < 0 ? number.setScale(0) : number;
        } catch (NumberFormatException e) {
            throw new SqlException(
                    SqlState.INVALID_TEXT_REPRESENTATION, "invalid input syntax for type numeric: \"" + text + "\"", e);
        }
    }

    public static String format(Object value) {
        return value instanceof NumericSpecial special ? special.text() : ((BigDecimal) value).toPlainString();
    }
}
