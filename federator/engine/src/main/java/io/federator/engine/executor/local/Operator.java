package io.federator.engine.executor.local;

/** A compiled relational operator; immutable, opened once or, below a correlated join, once for each outer row. */
@FunctionalInterface
public interface Operator {
    Rows open(Run run);
}
