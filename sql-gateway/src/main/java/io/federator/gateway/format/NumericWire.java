package io.federator.gateway.format;

import io.federator.gateway.wire.MessageReader;
import io.federator.gateway.wire.WireBuffer;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.NumericSpecial;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * {@code numeric}: int16 number of digits, int16 weight of the first, int16 sign, int16 display scale, and the digits in base
 * 10,000 as int16 each, without zeros at either end.
 */
final class NumericWire implements WireType {
    private static final int POSITIVE = 0x0000;
    private static final int NEGATIVE = 0x4000;
    private static final int NAN = 0xC000;
    private static final int POSITIVE_INFINITY = 0xD000;
    private static final int NEGATIVE_INFINITY = 0xF000;
    private static final int SCALE_MASK = 0x3FFF;
    private static final int DIGIT = 4;

    @Override
    public void binary(SqlType type, Object value, WireBuffer out) {
        switch (value) {
            case NumericSpecial.NAN -> out.int16(0).int16(0).int16(NAN).int16(0);
            // The display scale of infinity is what PostgreSQL happens to send.
            case NumericSpecial.POSITIVE_INFINITY ->
                out.int16(0).int16(0).int16(POSITIVE_INFINITY).int16(0x20);
            case NumericSpecial.NEGATIVE_INFINITY ->
                out.int16(0).int16(0).int16(NEGATIVE_INFINITY).int16(0x20);
            default -> number((BigDecimal) value, out);
        }
    }

    private static void number(BigDecimal value, WireBuffer out) {
        int scale = Math.max(0, value.scale());
        BigDecimal plain = value.scale() < 0 ? value.setScale(0, RoundingMode.UNNECESSARY) : value;
        String digits = plain.unscaledValue().abs().toString();
        // Digits before the point, rounded up to whole groups; negative when the first groups after the point are zero.
        int whole = digits.length() - scale;
        int groupsBefore = Math.floorDiv(whole + DIGIT - 1, DIGIT);
        int lead = groupsBefore * DIGIT - whole;
        int groups = (lead + digits.length() + DIGIT - 1) / DIGIT;
        int first = 0;
        while (first < groups && group(digits, lead, first) == 0) {
            first++;
        }
        int last = groups;
        while (last > first && group(digits, lead, last - 1) == 0) {
            last--;
        }
        boolean zero = first == last;
        out.int16(last - first);
        out.int16(zero ? 0 : groupsBefore - 1 - first);
        out.int16(value.signum() < 0 ? NEGATIVE : POSITIVE);
        out.int16(scale);
        for (int i = first; i < last; i++) {
            out.int16(group(digits, lead, i));
        }
    }

    /** The {@code index}th group of four digits when {@code lead} zeros stand before the digits. */
    private static int group(String digits, int lead, int index) {
        int value = 0;
        for (int i = index * DIGIT - lead; i < (index + 1) * DIGIT - lead; i++) {
            int digit = i >= 0 && i < digits.length() ? digits.charAt(i) - '0' : 0;
            value = value * 10 + digit;
        }
        return value;
    }

    @Override
    public Object fromBinary(SqlType type, MessageReader in) {
        int count = in.int16() & 0xffff;
        int weight = in.int16();
        int sign = in.int16() & 0xffff;
        int scale = in.int16() & 0xffff;
        if ((scale & SCALE_MASK) != scale) {
            throw WireTypes.badBinary("invalid scale in external \"numeric\" value");
        }
        StringBuilder digits = new StringBuilder(count * DIGIT + 1).append('0');
        for (int i = 0; i < count; i++) {
            int digit = in.int16();
            if (digit < 0 || digit > 9_999) {
                throw WireTypes.badBinary("invalid digit in external \"numeric\" value");
            }
            digits.append((char) ('0' + digit / 1000))
                    .append((char) ('0' + digit / 100 % 10))
                    .append((char) ('0' + digit / 10 % 10))
                    .append((char) ('0' + digit % 10));
        }
        return switch (sign) {
            case NAN -> NumericSpecial.NAN;
            case POSITIVE_INFINITY -> NumericSpecial.POSITIVE_INFINITY;
            case NEGATIVE_INFINITY -> NumericSpecial.NEGATIVE_INFINITY;
            case POSITIVE -> value(digits.toString(), count, weight, scale);
            case NEGATIVE -> value(digits.toString(), count, weight, scale).negate();
            default -> throw WireTypes.badBinary("invalid sign in external \"numeric\" value");
        };
    }

    /** As PostgreSQL: digits beyond the display scale are cut off. */
    private static BigDecimal value(String digits, int count, int weight, int scale) {
        int digitScale = (count - weight - 1) * DIGIT;
        return new BigDecimal(new BigInteger(digits), digitScale).setScale(scale, RoundingMode.DOWN);
    }
}
