package io.federator.spi.residual;

import io.federator.spi.source.LeafStatement.Argument;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.RowCursor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/**
 * One SQL statement over named inputs.
 *
 * @param sql in the engine's dialect; reads each input as a table of its name; {@code ?} for each argument
 * @param columns the types in which the result is wanted
 */
public record ResidualStatement(String sql, List<Input> inputs, List<SqlType> columns, List<Argument> arguments) {
    public ResidualStatement {
        inputs = List.copyOf(inputs);
        columns = List.copyOf(columns);
        arguments = Collections.unmodifiableList(new ArrayList<>(arguments));
    }

    /**
     * A stream of rows that the statement reads as a table.
     *
     * @param name the table's name in {@code sql}, unquoted safe
     * @param columns column names, unquoted safe
     * @param types with modifiers that bound every numeric
     * @param rows opens the stream; called at most once
     */
    public record Input(String name, List<String> columns, List<SqlType> types, Supplier<RowCursor> rows) {
        public Input {
            columns = List.copyOf(columns);
            types = List.copyOf(types);
        }
    }
}
