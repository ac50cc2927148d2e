package io.federator.engine.catalog;

/**
 * Stands in a scan for rows that an execution hands to its plan.
 *
 * @param part the part of the statement that has made the rows, or {@link #WRITTEN}
 */
public record GivenTable(int part) {
    /** For the rows that the plan's own statement has written, or is about to write. */
    public static final int WRITTEN = -1;
}
