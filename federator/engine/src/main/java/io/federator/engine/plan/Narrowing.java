package io.federator.engine.plan;

import io.federator.spi.type.SqlType;
import java.util.List;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexNode;

/**
 * A leaf of which only the rows are needed that agree with one of the rows that another part of the statement has made. Where these are
 * known and few when the leaf is opened, it asks for them alone. Immutable.
 *
 * @param part as in {@link io.federator.engine.catalog.GivenTable}
 * @param column of the part's rows
 * @param single whether the statement fails when the part has more than one row
 * @param type of the values
 * @param statements by the number of values that they take, the smallest first; never empty
 */
public record Narrowing(int part, int column, boolean single, SqlType type, List<Statement> statements) {
    /** A {@link RexDynamicParam} from this number on stands for one of the values. */
    public static final int FIRST_VALUE = 1 << 20;

    public Narrowing {
        statements = List.copyOf(statements);
    }

    /**
     * The leaf's statement for some values.
     *
     * @param values how many
     * @param sql with {@code ?} for each of {@code arguments}
     * @param arguments those of the leaf and the values
     */
    public record Statement(int values, String sql, List<RexNode> arguments) {
        public Statement {
            arguments = List.copyOf(arguments);
        }
    }
}
