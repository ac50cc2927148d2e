package io.federator.spi.value;

/** A bit string, kept as its text of zeros and ones. */
public record BitString(String bits) implements Comparable<BitString> {
    @Override
    public int compareTo(BitString other) {
        return bits.compareTo(other.bits);
    }
}
