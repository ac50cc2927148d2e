package io.federator.engine.function;

/** A group of functions that belong together; adds what it can compute. */
@FunctionalInterface
public interface FunctionFamily {
    void contribute(FunctionRegistry registry);
}
