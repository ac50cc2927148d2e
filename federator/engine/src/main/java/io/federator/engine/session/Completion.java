package io.federator.engine.session;

/** How a run of a portal ended. */
public sealed interface Completion {
    /**
     * The statement is done.
     *
     * @param rows how many rows went to the sink
     */
    record Complete(String tag, long rows) implements Completion {}

    /** As many rows as were asked for have been sent; the next run goes on. */
    record Suspended(long rows) implements Completion {}

    /** There was no statement in the text. */
    record Empty() implements Completion {}
}
