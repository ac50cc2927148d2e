package io.federator.engine.plan;

import io.federator.engine.localizer.Contradiction;
import io.federator.spi.type.SqlType;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;

/**
 * A stage of a {@link FederatedPlan}: yields a stream of rows of these types. A plan whose root is a leaf is a pass-through; one
 * whose root is a concatenation of leaves streams them one after the other; anything else runs in the gateway. Immutable.
 */
public sealed interface PlanNode {
    /** The types of the rows; numerics carry the digits that the rows are known to fit where a residual engine needs them. */
    List<SqlType> types();

    /** The planner's guess, for EXPLAIN and for the choice of engine. */
    double estimatedRows();

    /**
     * One SQL statement for one source.
     *
     * @param sql with {@code ?} for each of {@code arguments}
     * @param arguments run-time constants (parameters, stable functions, expressions over them), evaluated in the gateway when the
     *     execution starts
     * @param fragments the copies that it reads, for EXPLAIN
     * @param pruning checks to make with the parameters' values before the leaf is opened; a leaf with a contradiction yields no row
     * @param narrowing when less may do
     * @param reduction when other leaves may show that less will do
     */
    record Leaf(
            String source,
            String sql,
            List<RexNode> arguments,
            List<SqlType> types,
            List<String> fragments,
            List<PruneCheck> pruning,
            Optional<Narrowing> narrowing,
            Optional<Reduction> reduction,
            double estimatedRows)
            implements PlanNode {
        public Leaf {
            arguments = List.copyOf(arguments);
            types = List.copyOf(types);
            fragments = List.copyOf(fragments);
            pruning = List.copyOf(pruning);
        }
    }

    /** All rows of the inputs in any order: UNION ALL. */
    record Concatenation(List<PlanNode> inputs, List<SqlType> types, double estimatedRows) implements PlanNode {
        public Concatenation {
            inputs = List.copyOf(inputs);
            types = List.copyOf(types);
        }
    }

    /**
     * One statement for the residual engine.
     *
     * @param sql in the engine's dialect, over tables named as the inputs
     */
    record Residual(
            String sql, List<RexNode> arguments, List<NamedInput> inputs, List<SqlType> types, double estimatedRows)
            implements PlanNode {
        public Residual {
            arguments = List.copyOf(arguments);
            inputs = List.copyOf(inputs);
            types = List.copyOf(types);
        }
    }

    /** An input as the residual engine's statement names it and its columns. */
    record NamedInput(String name, List<String> columns, PlanNode rows) {
        public NamedInput {
            columns = List.copyOf(columns);
        }
    }

    /**
     * Operators that the gateway runs itself, exactly as PostgreSQL does, row by row in memory.
     *
     * @param tree whose scans are of {@link InputTable}s (an input of this node by its position) and of system tables
     */
    record Local(RelNode tree, List<PlanNode> inputs, List<SqlType> types, double estimatedRows) implements PlanNode {
        public Local {
            inputs = List.copyOf(inputs);
            types = List.copyOf(types);
        }
    }

    /** The payload of a scan in {@link Local#tree}: reads the input at this position. Each position is scanned exactly once. */
    record InputTable(int input) {}

    /**
     * A fragment's predicate and the query's condition on that fragment, both over the fragment's row; when no row can satisfy both
     * the fragment need not be read.
     */
    record PruneCheck(String fragment, Contradiction contradiction) {}

    /** A fragment that the plan does not read, for EXPLAIN. */
    record Pruned(String table, String fragment, String reason) {}

    /** The nodes that this one reads directly. */
    default List<PlanNode> children() {
        return switch (this) {
            case Leaf ignored -> List.of();
            case Concatenation c -> c.inputs();
            case Residual r -> r.inputs().stream().map(NamedInput::rows).toList();
            case Local l -> l.inputs();
        };
    }
}
