package io.federator.spi.value;

/**
 * PostgreSQL's {@code timetz}.
 *
 * @param micros local microseconds since midnight
 * @param zoneSeconds seconds <em>west</em> of Greenwich, PostgreSQL's own sign
 */
public record TimeTz(long micros, int zoneSeconds) implements Comparable<TimeTz> {
    @Override
    public int compareTo(TimeTz other) {
        int byInstant = Long.compare(micros + zoneSeconds * 1_000_000L, other.micros + other.zoneSeconds * 1_000_000L);
        return byInstant != 0 ? byInstant : Integer.compare(zoneSeconds, other.zoneSeconds);
    }
}
