package io.federator.engine.transaction;

/** What is known of a transaction when it begins. */
public enum Span {
    /** Several statements, in any sources. */
    OPEN,
    /** One statement of the client's, in any sources. */
    STATEMENT,
    /** One statement, which writes to one source at most: nothing has to be committed together. */
    SOURCE
}
