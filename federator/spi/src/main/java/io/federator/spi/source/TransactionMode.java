package io.federator.spi.source;

/**
 * What a client asked of its transaction; a source's part of it is opened in the same mode.
 *
 * @param deferrable waits, where the database knows how to, until it can be read without ever failing to serialize
 */
public record TransactionMode(Isolation isolation, boolean readOnly, boolean deferrable) {
    /** The levels at which one transaction reads a source more than once and sees the same. */
    public enum Isolation {
        REPEATABLE_READ,
        SERIALIZABLE
    }
}
