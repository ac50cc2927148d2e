package io.federator.engine.plan;

import io.federator.engine.plan.PlanNode.Leaf;
import io.federator.spi.type.SqlType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rex.RexNode;

/**
 * A leaf of which only the rows are needed whose keys other nodes of the plan have (a dynamic filter, a bind join). Where these turn
 * out to be few when the leaf is opened, it asks for their rows alone; it may always be read as a whole instead. Immutable.
 *
 * @param links in no order; never empty
 */
public record Reduction(List<Link> links, Statements statements) {
    public Reduction {
        links = List.copyOf(links);
    }

    /**
     * Equates a column of the leaf with one of another node.
     *
     * @param by leaves that are read before; by identity, as equal leaves may be reduced in different ways
     * @param byColumn of their rows
     * @param column of the leaf's rows
     * @param type of the leaf's column
     * @param distinct the guess of how many keys there are in the tables of both columns, the smaller one; a list of about as many
     *     leaves nothing out; infinite where it is to be used anyhow
     */
    public record Link(List<Leaf> by, int byColumn, int column, SqlType type, double distinct) {
        public Link {
            by = List.copyOf(by);
        }
    }

    /** Writes the leaf's statement for some keys. Safe for any thread. */
    @FunctionalInterface
    public interface Statements {
        /**
         * @param keys for each column the values that it may have, of the column's type and not null
         * @return empty where the source's dialect cannot say it
         */
        Optional<Statement> of(Map<Integer, List<Object>> keys);
    }

    /**
     * @param sql with {@code ?} for each of {@code arguments}
     * @param arguments run-time constants, as of {@link Leaf}
     */
    public record Statement(String sql, List<RexNode> arguments) {
        public Statement {
            arguments = List.copyOf(arguments);
        }
    }
}
