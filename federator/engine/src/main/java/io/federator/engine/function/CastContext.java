package io.federator.engine.function;

/** How freely a cast may be applied; each context allows what the ones before it allow. {@code pg_cast.castcontext}. */
public enum CastContext {
    /** Without being asked for: operands and arguments. */
    IMPLICIT,
    /** To the type of a column in INSERT and UPDATE. */
    ASSIGNMENT,
    /** {@code CAST(x AS t)}. */
    EXPLICIT
}
