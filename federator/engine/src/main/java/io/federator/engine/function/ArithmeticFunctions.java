package io.federator.engine.function;

import io.federator.engine.function.FunctionRegistry.StrictFunction;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.math.BigInteger;

/** Operators and functions on integers of all widths, with PostgreSQL's overflow errors. */
final class ArithmeticFunctions implements FunctionFamily {
    private static final String[] INTEGERS = {"int2", "int4", "int8"};

    /** An operation on two 64-bit numbers that throws ArithmeticException when it overflows. */
    @FunctionalInterface
    private interface LongOperation {
        long apply(long a, long b);
    }

    @Override
    public void contribute(FunctionRegistry f) {
        for (String left : INTEGERS) {
            for (String right : INTEGERS) {
                String prefix = left.equals(right) ? left : "int" + left.substring(3) + right.substring(3);
                String args = "(" + left + "," + right + ")";
                String result = left.compareTo(right) > 0 ? left : right;
                f.strict(prefix + "pl" + args, checked(result, Math::addExact));
                f.strict(prefix + "mi" + args, checked(result, Math::subtractExact));
                f.strict(prefix + "mul" + args, checked(result, Math::multiplyExact));
                f.strict(prefix + "div" + args, checked(result, ArithmeticFunctions::divide));
            }
        }
        for (String type : INTEGERS) {
            oneType(f, type);
        }
        f.strict("gcd(int4,int4)", checked("int4", ArithmeticFunctions::gcd));
        f.strict("gcd(int8,int8)", checked("int8", ArithmeticFunctions::gcd));
        f.strict("lcm(int4,int4)", checked("int4", ArithmeticFunctions::lcm));
        f.strict("lcm(int8,int8)", checked("int8", ArithmeticFunctions::lcm));
        f.strict("factorial(int8)", (a, c) -> factorial((long) a[0]));
        f.strict("bit_count(bytea)", (a, c) -> {
            long count = 0;
            for (byte b : ((io.federator.spi.value.Bytes) a[0]).array()) {
                count += Integer.bitCount(b & 0xff);
            }
            return count;
        });
        f.strict("to_hex(int4)", (a, c) -> Integer.toHexString((int) a[0]));
        f.strict("to_hex(int8)", (a, c) -> Long.toHexString((long) a[0]));
        f.strict("to_oct(int4)", (a, c) -> Integer.toOctalString((int) a[0]));
        f.strict("to_oct(int8)", (a, c) -> Long.toOctalString((long) a[0]));
        f.strict("to_bin(int4)", (a, c) -> Integer.toBinaryString((int) a[0]));
        f.strict("to_bin(int8)", (a, c) -> Long.toBinaryString((long) a[0]));
    }

    private static void oneType(FunctionRegistry f, String type) {
        String two = "(" + type + "," + type + ")";
        String one = "(" + type + ")";
        f.strict("mod" + two + " " + type + "mod" + two, checked(type, ArithmeticFunctions::remainder));
        f.strict(type + "um" + one, checked(type, (a, b) -> Math.negateExact(a)));
        f.strict(type + "up" + one, (a, c) -> a[0]);
        f.strict("abs" + one + " " + type + "abs" + one, checked(type, (a, b) -> a < 0 ? Math.negateExact(a) : a));
        f.strict(type + "and" + two, checked(type, (a, b) -> a & b));
        f.strict(type + "or" + two, checked(type, (a, b) -> a | b));
        f.strict(type + "xor" + two, checked(type, (a, b) -> a ^ b));
        f.strict(type + "not" + one, checked(type, (a, b) -> ~a));
        f.strict(type + "larger" + two, checked(type, Math::max));
        f.strict(type + "smaller" + two, checked(type, Math::min));
        // Shift counts wrap as on PostgreSQL's platforms: modulo 32 for int2 and int4, 64 for int8.
        String shift = "(" + type + ",int4)";
        switch (type) {
            case "int2" -> {
                f.strict("int2shl" + shift, (a, c) -> (int) (short) ((int) a[0] << ((int) a[1] & 31)));
                f.strict("int2shr" + shift, (a, c) -> (int) (short) ((int) a[0] >> ((int) a[1] & 31)));
            }
            case "int4" -> {
                f.strict("int4shl" + shift, (a, c) -> (int) a[0] << ((int) a[1] & 31));
                f.strict("int4shr" + shift, (a, c) -> (int) a[0] >> ((int) a[1] & 31));
            }
            default -> {
                f.strict("int8shl" + shift, (a, c) -> (long) a[0] << ((int) a[1] & 63));
                f.strict("int8shr" + shift, (a, c) -> (long) a[0] >> ((int) a[1] & 63));
            }
        }
    }

    private static StrictFunction checked(String type, LongOperation operation) {
        return switch (type) {
            case "int2" -> (a, c) -> (int) NumberCasts.int2(compute(a, operation, "smallint"));
            case "int4" -> (a, c) -> NumberCasts.int4(compute(a, operation, "integer"));
            default -> (a, c) -> compute(a, operation, "bigint");
        };
    }

    private static long compute(Object[] a, LongOperation operation, String type) {
        try {
            return operation.apply(((Number) a[0]).longValue(), a.length > 1 ? ((Number) a[1]).longValue() : 0);
        } catch (ArithmeticException e) {
            throw new SqlException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, type + " out of range", e);
        }
    }

    private static long divide(long a, long b) {
        if (b == 0) {
            throw divisionByZero();
        }
        return b == -1 ? Math.negateExact(a) : a / b;
    }

    private static long remainder(long a, long b) {
        if (b == 0) {
            throw divisionByZero();
        }
        return b == -1 ? 0 : a % b;
    }

    static SqlException divisionByZero() {
        return new SqlException(SqlState.DIVISION_BY_ZERO, "division by zero");
    }

    private static long gcd(long a, long b) {
        return BigInteger.valueOf(a).gcd(BigInteger.valueOf(b)).longValueExact();
    }

    private static long lcm(long a, long b) {
        if (a == 0 || b == 0) {
            return 0;
        }
        return Math.absExact(Math.multiplyExact(a / gcd(a, b), b));
    }

    private static Object factorial(long n) {
        if (n < 0) {
            throw new SqlException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "factorial of a negative number is undefined");
        }
        if (n > 32_177) {
            throw new SqlException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value overflows numeric format");
        }
        BigInteger product = BigInteger.ONE;
        for (long i = 2; i <= n; i++) {
            product = product.multiply(BigInteger.valueOf(i));
        }
        return new java.math.BigDecimal(product);
    }
}
