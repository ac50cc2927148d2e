package io.federator.spi.value;

import java.util.Arrays;
import java.util.HexFormat;

/** An immutable {@code bytea}, compared byte by byte as unsigned numbers. The array is taken over, not copied. */
@SuppressWarnings("ArrayRecordComponent")
public record Bytes(byte[] array) implements Comparable<Bytes> {
    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(array, other.array);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(array, bytes.array);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(array);
    }

    /** PostgreSQL's hex form. */
    @Override
    public String toString() {
        return "\\x" + HexFormat.of().formatHex(array);
    }
}
