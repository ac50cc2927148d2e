package io.federator.engine.function;

import io.federator.spi.value.Interval;
import java.math.BigDecimal;

/** {@code to_char} and its counterparts. An empty template has no result. */
final class TemplateFunctions implements FunctionFamily {
    @Override
    public void contribute(FunctionRegistry f) {
        f.strict(
                "to_char(timestamp,text)",
                (a, c) -> ((String) a[1]).isEmpty() ? null : DateToChar.timestamp((long) a[0], null, (String) a[1]));
        f.strict(
                "to_char(timestamptz,text)",
                (a, c) -> ((String) a[1]).isEmpty()
                        ? null
                        : DateToChar.timestamp((long) a[0], c.format().timeZone(), (String) a[1]));
        f.strict(
                "to_char(interval,text)",
                (a, c) -> ((String) a[1]).isEmpty() ? null : DateToChar.interval((Interval) a[0], (String) a[1]));
        f.strict("to_char(numeric,text)", (a, c) -> NumberToChar.format(a[0], (String) a[1], 0));
        f.strict("to_char(int4,text)", (a, c) -> NumberToChar.integer((int) a[0], (String) a[1]));
        f.strict(
                "to_char(int8,text)", (a, c) -> NumberToChar.format(BigDecimal.valueOf((long) a[0]), (String) a[1], 0));
        f.strict(
                "to_char(float8,text)",
                (a, c) -> NumberToChar.format(exact((double) a[0]), (String) a[1], NumberToChar.FLOAT8_DIGITS));
        f.strict(
                "to_char(float4,text)",
                (a, c) -> NumberToChar.format(exact((float) a[0]), (String) a[1], NumberToChar.FLOAT4_DIGITS));
        f.strict("to_number(text,text)", (a, c) -> NumberToChar.parse((String) a[0], (String) a[1]));
        f.strict(
                "to_date(text,text)",
                (a, c) -> DateFromChar.date(
                        (String) a[0], (String) a[1], c.format().timeZone()));
        f.strict(
                "to_timestamp(text,text)",
                (a, c) -> DateFromChar.timestamp(
                        (String) a[0], (String) a[1], c.format().timeZone()));
    }

    private static Object exact(double value) {
        return Double.isNaN(value) || Double.isInfinite(value) ? NumberCasts.numeric(value, 15) : new BigDecimal(value);
    }
}
