package io.federator.engine.parser.ast;

import org.jspecify.annotations.Nullable;

/** A column of a function's declared result: {@code f() AS t(a int, b text COLLATE "C")}. */
public record ColumnDefinition(
        String name, TypeName type, @Nullable Name collation, int position) implements Node {}
