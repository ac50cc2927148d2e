package io.federator.engine.unparse;

import io.federator.spi.source.Rendered;
import java.util.List;
import org.apache.calcite.rex.RexNode;

/**
 * A statement in a database's SQL.
 *
 * @param sql with a {@code ?} for each argument, in order
 * @param arguments run-time constants to be evaluated in the gateway
 * @param columns what is known of the result's columns, such as the digits of its numerics
 */
public record Written(String sql, List<RexNode> arguments, List<Rendered> columns) {
    public Written {
        arguments = List.copyOf(arguments);
        columns = List.copyOf(columns);
    }
}
