package io.federator.engine.function;

import io.federator.engine.function.FunctionRegistry.StrictFunction;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.TypeKind;
import io.federator.spi.value.Inet;
import io.federator.spi.value.MacAddress;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.function.IntBinaryOperator;
import org.jspecify.annotations.Nullable;

/** Functions and operators of network addresses. */
final class NetworkFunctions implements FunctionFamily {
    @Override
    public void contribute(FunctionRegistry f) {
        f.strict("host(inet)", (a, c) -> ((Inet) a[0]).host());
        f.strict("text(inet)", (a, c) -> ((Inet) a[0]).cidrText());
        f.strict("abbrev(inet)", (a, c) -> a[0].toString());
        f.strict("abbrev(cidr)", (a, c) -> abbreviated((Inet) a[0]));
        f.strict("masklen(inet)", (a, c) -> ((Inet) a[0]).bits());
        f.strict("family(inet)", (a, c) -> ((Inet) a[0]).family());
        f.strict("network(inet) cidr(inet)", (a, c) -> ((Inet) a[0]).network());
        f.strict("broadcast(inet)", (a, c) -> ((Inet) a[0]).broadcast());
        f.strict("netmask(inet)", (a, c) -> mask((Inet) a[0], false));
        f.strict("hostmask(inet)", (a, c) -> mask((Inet) a[0], true));
        f.strict("set_masklen(inet,int4)", (a, c) -> withBits((Inet) a[0], (int) a[1]));
        f.strict(
                "set_masklen(cidr,int4)",
                (a, c) -> withBits((Inet) a[0], (int) a[1]).network());
        f.strict("inet_same_family(inet,inet)", (a, c) -> ((Inet) a[0]).family() == ((Inet) a[1]).family());
        f.strict("network_sub(inet,inet)", (a, c) -> within((Inet) a[0], (Inet) a[1]));
        f.strict("network_subeq(inet,inet)", (a, c) -> ((Inet) a[1]).contains((Inet) a[0]));
        f.strict("network_sup(inet,inet)", (a, c) -> within((Inet) a[1], (Inet) a[0]));
        f.strict("network_supeq(inet,inet)", (a, c) -> ((Inet) a[0]).contains((Inet) a[1]));
        f.strict("network_overlap(inet,inet)", (a, c) -> ((Inet) a[0]).overlaps((Inet) a[1]));
        f.strict("network_larger(inet,inet)", (a, c) -> ((Inet) a[0]).compareTo((Inet) a[1]) > 0 ? a[0] : a[1]);
        f.strict("network_smaller(inet,inet)", (a, c) -> ((Inet) a[0]).compareTo((Inet) a[1]) < 0 ? a[0] : a[1]);
        f.strict("inetpl(inet,int8)", (a, c) -> moved((Inet) a[0], BigInteger.valueOf((long) a[1])));
        f.strict("int8pl_inet(int8,inet)", (a, c) -> moved((Inet) a[1], BigInteger.valueOf((long) a[0])));
        f.strict(
                "inetmi_int8(inet,int8)",
                (a, c) -> moved((Inet) a[0], BigInteger.valueOf((long) a[1]).negate()));
        f.strict("inetmi(inet,inet)", (a, c) -> distance((Inet) a[0], (Inet) a[1]));
        f.strict("inetnot(inet)", (a, c) -> inverted((Inet) a[0]));
        f.strict("inetand(inet,inet)", (a, c) -> combined((Inet) a[0], (Inet) a[1], "AND", (x, y) -> x & y));
        f.strict("inetor(inet,inet)", (a, c) -> combined((Inet) a[0], (Inet) a[1], "OR", (x, y) -> x | y));
        f.strict("macaddr8(macaddr)", (a, c) -> ((MacAddress) a[0]).extended());
        f.strict("macaddr(macaddr8)", (a, c) -> ((MacAddress) a[0]).shortened());
        f.strict("trunc(macaddr)", (a, c) -> new MacAddress(((MacAddress) a[0]).value() & ~0xff_ffffL, 6));
        f.strict("trunc(macaddr8)", (a, c) -> new MacAddress(((MacAddress) a[0]).value() & ~0xff_ffff_ffffL, 8));
    }

    /** The cast, or null when it is none of network addresses. */
    static @Nullable StrictFunction cast(TypeKind from, TypeKind to) {
        return switch (from) {
            case INET, CIDR ->
                switch (to) {
                    case TEXT, VARCHAR, BPCHAR -> (a, c) -> ((Inet) a[0]).cidrText();
                    case CIDR -> (a, c) -> ((Inet) a[0]).network();
                    default -> null;
                };
            case MACADDR -> to == TypeKind.MACADDR8 ? (a, c) -> ((MacAddress) a[0]).extended() : null;
            case MACADDR8 -> to == TypeKind.MACADDR ? (a, c) -> ((MacAddress) a[0]).shortened() : null;
            default -> null;
        };
    }

    private static BigInteger number(Inet value) {
        return new BigInteger(1, value.address().array());
    }

    private static Inet moved(Inet value, BigInteger by) {
        BigInteger sum = number(value).add(by);
        if (sum.signum() < 0 || sum.bitLength() > value.maxBits()) {
            throw outOfRange();
        }
        byte[] digits = sum.toByteArray();
        byte[] octets = new byte[value.maxBits() / 8];
        int count = Math.min(digits.length, octets.length);
        System.arraycopy(digits, digits.length - count, octets, octets.length - count, count);
        return Inet.of(octets, value.bits());
    }

    private static long distance(Inet a, Inet b) {
        requireSameFamily(a, b, "subtract");
        BigInteger distance = number(a).subtract(number(b));
        if (distance.bitLength() > 63) {
            throw outOfRange();
        }
        return distance.longValue();
    }

    private static Inet inverted(Inet value) {
        byte[] octets = value.address().array().clone();
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) ~octets[i];
        }
        return Inet.of(octets, value.bits());
    }

    private static Inet combined(Inet a, Inet b, String verb, IntBinaryOperator operator) {
        requireSameFamily(a, b, verb);
        byte[] octets = a.address().array().clone();
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) operator.applyAsInt(octets[i], b.address().array()[i]);
        }
        return Inet.of(octets, Math.max(a.bits(), b.bits()));
    }

    private static void requireSameFamily(Inet a, Inet b, String verb) {
        if (a.family() != b.family()) {
            throw new SqlException(
                    SqlState.INVALID_PARAMETER_VALUE, "cannot " + verb + " inet values of different sizes");
        }
    }

    private static SqlException outOfRange() {
        return new SqlException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "result is out of range");
    }

    private static boolean within(Inet inner, Inet outer) {
        return outer.bits() < inner.bits() && outer.contains(inner);
    }

    private static Inet mask(Inet value, boolean host) {
        byte[] octets = new byte[value.address().array().length];
        Arrays.fill(octets, (byte) (host ? 0 : 0xff));
        Inet filled = Inet.of(octets, value.bits());
        return (host ? filled.broadcast() : filled.network()).withBits(value.maxBits());
    }

    private static Inet withBits(Inet value, int bits) {
        int chosen = bits == -1 ? value.maxBits() : bits;
        if (chosen < 0 || chosen > value.maxBits()) {
            throw new SqlException(SqlState.INVALID_PARAMETER_VALUE, "invalid mask length: " + bits);
        }
        return value.withBits(chosen);
    }

    /** Octets of IPv4 that the mask covers none of are left out. */
    private static String abbreviated(Inet value) {
        if (value.family() == 6) {
            throw new SqlException(
                    SqlState.FEATURE_NOT_SUPPORTED, "abbrev of an IPv6 network is not supported by Federator");
        }
        byte[] octets = value.address().array();
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < Math.max(1, (value.bits() + 7) / 8); i++) {
            out.append(i == 0 ? "" : ".").append(octets[i] & 0xff);
        }
        return out.append('/').append(value.bits()).toString();
    }
}
