package io.federator.spi.value;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's {@code inet} and {@code cidr}, which differ in their text forms alone.
 *
 * @param address 4 or 16 octets
 * @param bits the length of the network mask
 */
public record Inet(Bytes address, int bits) implements Comparable<Inet> {
    /**
     * Reads an {@code inet}.
     *
     * @throws SqlException 22P02
     */
    public static Inet parse(String text) {
        Inet value = InetText.read(text, false);
        if (value == null) {
            throw InputErrors.syntax("inet", text);
        }
        return value;
    }

    /**
     * Reads a {@code cidr}: octets may be left out, but no bit may be set to the right of the mask.
     *
     * @throws SqlException 22P02
     */
    public static Inet parseCidr(String text) {
        Inet value = InetText.read(text, true);
        if (value == null) {
            throw InputErrors.syntax("cidr", text);
        }
        if (!value.isNetwork()) {
            throw new SqlException(SqlState.INVALID_TEXT_REPRESENTATION, "invalid cidr value: \"" + text + "\"")
                    .withDetail("Value has bits set to right of mask.");
        }
        return value;
    }

    public static Inet of(byte[] octets, int bits) {
        return new Inet(new Bytes(octets), bits);
    }

    /** 4 or 6. */
    public int family() {
        return address.array().length == 4 ? 4 : 6;
    }

    /** 32 or 128. */
    public int maxBits() {
        return address.array().length * 8;
    }

    /** Whether all bits to the right of the mask are zero. */
    public boolean isNetwork() {
        return network().address.equals(address);
    }

    /** The same mask, and the bits to the right of it zero. */
    public Inet network() {
        return masked(false, bits);
    }

    /** The same mask, and the bits to the right of it one. */
    public Inet broadcast() {
        return masked(true, bits);
    }

    public Inet withBits(int newBits) {
        return new Inet(address, newBits);
    }

    private Inet masked(boolean ones, int newBits) {
        byte[] octets = address.array().clone();
        for (int i = 0; i < octets.length; i++) {
            int host = 0xff >> Math.clamp(bits - 8L * i, 0, 8);
            octets[i] = (byte) (ones ? octets[i] | host : octets[i] & ~host);
        }
        return of(octets, newBits);
    }

    /** Whether the other's network lies in this one's, or is the same. */
    public boolean contains(Inet other) {
        return family() == other.family() && bits <= other.bits && sharesBits(other, bits);
    }

    /** Whether one of the two networks contains the other. */
    public boolean overlaps(Inet other) {
        return family() == other.family() && sharesBits(other, Math.min(bits, other.bits));
    }

    private boolean sharesBits(Inet other, int count) {
        return compareBits(other, count) == 0;
    }

    private int compareBits(Inet other, int count) {
        return Arrays.compareUnsigned(
                withBits(count).network().address.array(),
                other.withBits(count).network().address.array());
    }

    /** IPv4 first, then the network, the length of the mask, and the host. */
    @Override
    public int compareTo(Inet other) {
        int order = Integer.compare(family(), other.family());
        if (order == 0) {
            order = compareBits(other, Math.min(bits, other.bits));
        }
        if (order == 0) {
            order = Integer.compare(bits, other.bits);
        }
        return order == 0 ? address.compareTo(other.address) : order;
    }

    /** The address without the mask, as {@code host} shows it. */
    public String host() {
        return InetText.address(address.array());
    }

    /** The text form of {@code cidr}, with the mask always. */
    public String cidrText() {
        return host() + "/" + bits;
    }

    /** The text form of {@code inet}, without the mask of a single host. */
    @Override
    public String toString() {
        return bits == maxBits() ? host() : cidrText();
    }

    /** The {@code inet} or {@code cidr} of that number of octets, or null when the octets are too many or too few. */
    static @Nullable Inet checked(byte[] octets, int bits) {
        return bits < 0 || bits > octets.length * 8 ? null : of(octets, bits);
    }
}
