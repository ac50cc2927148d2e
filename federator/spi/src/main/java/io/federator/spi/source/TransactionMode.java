package io.federator.spi.source;

/**
 * What a client asked of its transaction; a source's part of it is opened in the same mode.
 *
 * @param deferrable waits, where the database knows how to, until it can be read without ever failing to serialize
 */
public record TransactionMode(Isolation isolation, boolean readOnly, boolean deferrable) {
    /** The standard's levels; each database's own rendering of them. */
    public enum Isolation {
        READ_COMMITTED,
        REPEATABLE_READ,
        SERIALIZABLE
    }
}
