package io.federator.engine.parser.ast;

import java.util.List;

/** {@code column = value} in UPDATE, or with {@code multiple} {@code (column, …) = value}. */
public record Assignment(List<AssignedColumn> columns, boolean multiple, Expression value, int position) {
    public Assignment {
        columns = List.copyOf(columns);
    }

    /** A column that is written, with the field or subscript of it that is meant. */
    public record AssignedColumn(String name, List<Expression.Step> steps, int position) {
        public AssignedColumn {
            steps = List.copyOf(steps);
        }
    }
}
