package io.federator.engine.function;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.value.NumericSpecial;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Arithmetic with places in the write-ahead log. */
final class LsnFunctions implements FunctionFamily {
    @Override
    public void contribute(FunctionRegistry f) {
        f.strict(
                "pg_lsn_mi(pg_lsn,pg_lsn) pg_wal_lsn_diff(pg_lsn,pg_lsn)",
                (a, c) -> number(a[0]).subtract(number(a[1])));
        f.strict("pg_lsn_pli(pg_lsn,numeric)", (a, c) -> moved((String) a[0], a[1], "add", 1));
        f.strict("numeric_pl_pg_lsn(numeric,pg_lsn)", (a, c) -> moved((String) a[1], a[0], "add", 1));
        f.strict("pg_lsn_mii(pg_lsn,numeric)", (a, c) -> moved((String) a[0], a[1], "subtract", -1));
        f.strict("pg_lsn(numeric)", (a, c) -> {
            if (!(a[0] instanceof BigDecimal value)) {
                throw new SqlException(
                        SqlState.FEATURE_NOT_SUPPORTED,
                        "cannot convert " + (a[0] == NumericSpecial.NAN ? "NaN" : "infinity") + " to pg_lsn");
            }
            return text(value);
        });
        f.strict(
                "pg_lsn_larger(pg_lsn,pg_lsn)",
                (a, c) -> Long.compareUnsigned(value((String) a[0]), value((String) a[1])) >= 0 ? a[0] : a[1]);
        f.strict(
                "pg_lsn_smaller(pg_lsn,pg_lsn)",
                (a, c) -> Long.compareUnsigned(value((String) a[0]), value((String) a[1])) <= 0 ? a[0] : a[1]);
    }

    /** The 64 bits. */
    static long value(String lsn) {
        int slash = lsn.indexOf('/');
        return Long.parseLong(lsn.substring(0, slash), 16) << 32 | Long.parseLong(lsn.substring(slash + 1), 16);
    }

    private static BigDecimal number(Object lsn) {
        return new BigDecimal(new BigInteger(Long.toUnsignedString(value((String) lsn))));
    }

    private static Object moved(String lsn, Object by, String verb, int sign) {
        if (!(by instanceof BigDecimal bytes)) {
            if (by == NumericSpecial.NAN) {
                throw new SqlException(
                        SqlState.FEATURE_NOT_SUPPORTED,
                        "cannot " + verb + " NaN " + (sign > 0 ? "to" : "from") + " pg_lsn");
            }
            throw new SqlException(SqlState.FEATURE_NOT_SUPPORTED, "cannot convert infinity to pg_lsn");
        }
        return text(number(lsn).add(sign > 0 ? bytes : bytes.negate()));
    }

    private static String text(BigDecimal value) {
        BigInteger whole = value.setScale(0, RoundingMode.HALF_UP).toBigInteger();
        if (whole.signum() < 0 || whole.bitLength() > 64) {
            throw new SqlException(SqlState.INVALID_PARAMETER_VALUE, "pg_lsn out of range");
        }
        return String.format("%X/%X", whole.shiftRight(32).longValue(), whole.longValue() & 0xffff_ffffL);
    }
}
