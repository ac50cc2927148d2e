package io.federator.engine.parser;

/**
 * A {@code $n} in a statement.
 *
 * @param position code points of the script, from 1
 */
public record ParameterUse(int number, int position) {}
