package io.federator.engine.parser.ast;

/** An item of the WINDOW clause. */
public record NamedWindow(String name, WindowSpec window, int position) implements Node {}
