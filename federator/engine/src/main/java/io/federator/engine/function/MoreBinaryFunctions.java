package io.federator.engine.function;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.value.BitString;
import io.federator.spi.value.Bytes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Changes to bytes and bits: overlay, trim, single bits; LIKE on bytes; binary forms of values. */
final class MoreBinaryFunctions implements FunctionFamily {
    @Override
    public void contribute(FunctionRegistry f) {
        f.strict("crc32c(bytea)", (a, c) -> {
            CRC32C crc = new CRC32C();
            crc.update(bytes(a[0]));
            return crc.getValue();
        });
        f.strict("overlay(bytea,bytea,int4)", (a, c) -> overlay(a, bytes(a[1]).length));
        f.strict("overlay(bytea,bytea,int4,int4)", (a, c) -> overlay(a, (int) a[3]));
        f.strict("overlay(bit,bit,int4)", (a, c) -> overlayBits(a, bits(a[1]).length()));
        f.strict("overlay(bit,bit,int4,int4)", (a, c) -> overlayBits(a, (int) a[3]));
        f.strict("btrim(bytea,bytea)", (a, c) -> trim(a, true, true));
        f.strict("ltrim(bytea,bytea)", (a, c) -> trim(a, true, false));
        f.strict("rtrim(bytea,bytea)", (a, c) -> trim(a, false, true));
        single(f);
        f.strict("bytealike(bytea,bytea) like(bytea,bytea)", (a, c) -> like(bytes(a[0]), bytes(a[1])));
        f.strict("byteanlike(bytea,bytea) notlike(bytea,bytea)", (a, c) -> !like(bytes(a[0]), bytes(a[1])));
        f.strict("bytea_larger(bytea,bytea)", (a, c) -> ((Bytes) a[0]).compareTo((Bytes) a[1]) > 0 ? a[0] : a[1]);
        f.strict("bytea_smaller(bytea,bytea)", (a, c) -> ((Bytes) a[0]).compareTo((Bytes) a[1]) < 0 ? a[0] : a[1]);
        sending(f);
    }

    private static void single(FunctionRegistry f) {
        f.strict("get_bit(bytea,int8)", (a, c) -> {
            byte[] in = bytes(a[0]);
            long at = checked((long) a[1], in.length * 8L);
            return in[(int) (at / 8)] >> (at % 8) & 1;
        });
        f.strict("set_bit(bytea,int8,int4)", (a, c) -> {
            byte[] out = bytes(a[0]).clone();
            long at = checked((long) a[1], out.length * 8L);
            int mask = 1 << (at % 8);
            int old = out[(int) (at / 8)];
            out[(int) (at / 8)] = (byte) (bit((int) a[2]) == 1 ? old | mask : old & ~mask);
            return new Bytes(out);
        });
        f.strict("set_byte(bytea,int4,int4)", (a, c) -> {
            byte[] out = bytes(a[0]).clone();
            int at = (int) a[1];
            if (at < 0 || at >= out.length) {
                throw outOfRange("index", at, out.length);
            }
            out[at] = (byte) (int) a[2];
            return new Bytes(out);
        });
        f.strict("get_bit(bit,int4)", (a, c) -> {
            int at = bitIndex(bits(a[0]), (int) a[1]);
            return bits(a[0]).charAt(at) - '0';
        });
        f.strict("set_bit(bit,int4,int4)", (a, c) -> {
            StringBuilder out = new StringBuilder(bits(a[0]));
            out.setCharAt(bitIndex(out.toString(), (int) a[1]), (char) ('0' + bit((int) a[2])));
            return new BitString(out.toString());
        });
    }

    private static int bitIndex(String bits, int at) {
        if (at < 0 || at >= bits.length()) {
            throw new SqlException(
                    SqlState.ARRAY_SUBSCRIPT_ERROR,
                    "bit index " + at + " out of valid range (0.." + (bits.length() - 1) + ")");
        }
        return at;
    }

    private static long checked(long at, long size) {
        if (at < 0 || at >= size) {
            throw outOfRange("index", at, size);
        }
        return at;
    }

    private static SqlException outOfRange(String what, long at, long size) {
        return new SqlException(
                SqlState.ARRAY_SUBSCRIPT_ERROR, what + " " + at + " out of valid range, 0.." + (size - 1));
    }

    private static int bit(int value) {
        if (value != 0 && value != 1) {
            throw new SqlException(SqlState.INVALID_PARAMETER_VALUE, "new bit must be 0 or 1");
        }
        return value;
    }

    private static Bytes overlay(Object[] a, int length) {
        byte[] in = bytes(a[0]);
        byte[] with = bytes(a[1]);
        int from = (int) a[2];
        long after = after(from, length);
        byte[] before = Arrays.copyOfRange(in, 0, Math.min(in.length, from - 1));
        int rest = Math.clamp(after - 1, 0, in.length);
        byte[] out = Arrays.copyOf(before, before.length + with.length + in.length - rest);
        System.arraycopy(with, 0, out, before.length, with.length);
        System.arraycopy(in, rest, out, before.length + with.length, in.length - rest);
        return new Bytes(out);
    }

    private static long after(int from, int length) {
        if (from <= 0) {
            throw new SqlException(SqlState.SUBSTRING_ERROR, "negative substring length not allowed");
        }
        long after = (long) from + length;
        if (after > Integer.MAX_VALUE) {
            throw NumberCasts.outOfRange("integer");
        }
        return after;
    }

    private static BitString overlayBits(Object[] a, int length) {
        String in = bits(a[0]);
        int from = (int) a[2];
        long after = after(from, length);
        String before = in.substring(0, Math.min(in.length(), from - 1));
        return new BitString(before + bits(a[1]) + in.substring(Math.clamp(after - 1, 0, in.length())));
    }

    private static Bytes trim(Object[] a, boolean start, boolean end) {
        byte[] in = bytes(a[0]);
        byte[] set = bytes(a[1]);
        int from = 0;
        int to = in.length;
        while (start && from < to && contains(set, in[from])) {
            from++;
        }
        while (end && to > from && contains(set, in[to - 1])) {
            to--;
        }
        return new Bytes(Arrays.copyOfRange(in, from, to));
    }

    private static boolean contains(byte[] set, byte value) {
        for (byte one : set) {
            if (one == value) {
                return true;
            }
        }
        return false;
    }

    /** Byte by byte; the backslash escapes. */
    private static boolean like(byte[] text, byte[] pattern) {
        int t = 0;
        int p = 0;
        int star = -1;
        int mark = 0;
        while (t < text.length) {
            if (p < pattern.length && pattern[p] == '%') {
                star = p++;
                mark = t;
                continue;
            }
            if (p < pattern.length && pattern[p] == '\\') {
                if (p + 1 >= pattern.length) {
                    throw new SqlException(
                            SqlState.INVALID_ESCAPE_SEQUENCE, "LIKE pattern must not end with escape character");
                }
                if (pattern[p + 1] == text[t]) {
                    p += 2;
                    t++;
                    continue;
                }
            } else if (p < pattern.length && (pattern[p] == '_' || pattern[p] == text[t])) {
                p++;
                t++;
                continue;
            }
            if (star < 0) {
                return false;
            }
            p = star + 1;
            t = ++mark;
        }
        while (p < pattern.length && pattern[p] == '%') {
            p++;
        }
        return p == pattern.length;
    }

    /** The forms in which values go over the wire in binary. */
    private static void sending(FunctionRegistry f) {
        f.strict("boolsend(bool)", (a, c) -> new Bytes(new byte[] {(byte) ((boolean) a[0] ? 1 : 0)}));
        f.strict(
                "int2send(int2)",
                (a, c) -> new Bytes(
                        ByteBuffer.allocate(2).putShort((short) (int) a[0]).array()));
        f.strict("int4send(int4)", (a, c) -> int4((int) a[0]));
        f.strict("date_send(date)", (a, c) -> int4(fromEpoch2000((int) a[0])));
        f.strict(
                "int8send(int8)",
                (a, c) -> new Bytes(ByteBuffer.allocate(8).putLong((long) a[0]).array()));
        f.strict(
                "float4send(float4)",
                (a, c) ->
                        new Bytes(ByteBuffer.allocate(4).putFloat((float) a[0]).array()));
        f.strict(
                "float8send(float8)",
                (a, c) -> new Bytes(
                        ByteBuffer.allocate(8).putDouble((double) a[0]).array()));
        f.strict(
                "textsend(text) varcharsend(varchar) bpcharsend(bpchar) namesend(name)",
                (a, c) -> new Bytes(TextFunctions.utf8((String) a[0])));
        f.strict("byteasend(bytea)", (a, c) -> a[0]);
        f.strict("uuid_send(uuid)", (a, c) -> {
            java.util.UUID uuid = (java.util.UUID) a[0];
            return new Bytes(ByteBuffer.allocate(16)
                    .putLong(uuid.getMostSignificantBits())
                    .putLong(uuid.getLeastSignificantBits())
                    .array());
        });
    }

    private static Bytes int4(int value) {
        return new Bytes(ByteBuffer.allocate(4).putInt(value).array());
    }

    private static int fromEpoch2000(int day) {
        return day == Integer.MAX_VALUE || day == Integer.MIN_VALUE ? day : day - 10_957;
    }

    private static byte[] bytes(Object value) {
        return ((Bytes) value).array();
    }

    private static String bits(Object value) {
        return ((BitString) value).bits();
    }
}
