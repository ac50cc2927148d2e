package io.federator.engine.writer;

import io.federator.engine.binder.BoundWrite;
import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.catalog.Placement.Copy;
import io.federator.engine.catalog.Placements;
import io.federator.engine.parser.ast.WriteStatement.Overriding;
import io.federator.engine.plan.FederatedPlan;
import io.federator.engine.plan.PlanNode.PruneCheck;
import io.federator.engine.plan.ResultColumn;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** How a statement that changes rows is run. Immutable. */
public sealed interface WritePlan {
    FederatedTable target();

    Optional<Returning> returning();

    /** The sources that may be written to, by name. */
    default List<String> sources() {
        return Placements.copies(target().placement()).stream()
                .map(Copy::source)
                .distinct()
                .sorted()
                .toList();
    }

    /** The rows of RETURNING, over those that are given to the plan. */
    record Returning(FederatedPlan plan, List<ResultColumn> columns) {
        public Returning {
            columns = List.copyOf(columns);
        }
    }

    /** INSERT: rows are computed, each goes to its fragments. */
    record Insert(
            FederatedTable target,
            List<NewRows> rows,
            @Nullable Overriding overriding,
            Optional<Conflict> conflict,
            Optional<Returning> returning)
            implements WritePlan {
        public Insert {
            rows = List.copyOf(rows);
        }
    }

    /**
     * As {@link BoundWrite.Conflict}.
     *
     * @param shipped where the source that keeps the table is to decide
     */
    record Conflict(List<List<Integer>> keys, Optional<ConflictUpdate> update, Optional<ShippedConflict> shipped) {}

    /**
     * An ON CONFLICT clause as the source gets it, with a blank before it.
     *
     * @param updates whether it is DO UPDATE
     */
    record ShippedConflict(String clause, List<RexNode> arguments, boolean updates) {
        public ShippedConflict {
            arguments = List.copyOf(arguments);
        }
    }

    /** As {@link BoundWrite.ConflictUpdate}. */
    record ConflictUpdate(FederatedPlan values, List<Integer> assigned, Set<Integer> toDefault) {}

    /** As {@link BoundWrite.NewRows}. */
    sealed interface NewRows {
        List<Integer> columns();

        record Listed(List<Integer> columns, List<List<RexNode>> rows) implements NewRows {}

        record Queried(List<Integer> columns, FederatedPlan query) implements NewRows {}
    }

    /** UPDATE or DELETE that every source does by itself. */
    record Shipped(FederatedTable target, List<Statement> statements, boolean deletes) implements WritePlan {
        public Shipped {
            statements = List.copyOf(statements);
        }

        @Override
        public Optional<Returning> returning() {
            return Optional.empty();
        }
    }

    /** MERGE; see {@link BoundWrite.Merge}. */
    record Merge(
            FederatedTable target,
            FederatedPlan find,
            int width,
            List<BoundWrite.MergeAction> actions,
            Optional<Returning> returning)
            implements WritePlan {
        public Merge {
            actions = List.copyOf(actions);
        }
    }

    /** TRUNCATE: each statement empties what one source keeps of the tables. */
    record Truncate(FederatedTable target, List<Statement> statements) implements WritePlan {
        public Truncate {
            statements = List.copyOf(statements);
        }

        @Override
        public Optional<Returning> returning() {
            return Optional.empty();
        }
    }

    /** LOCK TABLE: the statements are run in this order; none where nothing needs to be locked. */
    record Lock(FederatedTable target, List<Statement> statements) implements WritePlan {
        public Lock {
            statements = List.copyOf(statements);
        }

        @Override
        public Optional<Returning> returning() {
            return Optional.empty();
        }
    }

    /** COPY FROM; see {@link BoundWrite.Load}. */
    record Load(FederatedTable target, List<Integer> columns, List<RexNode> values, Optional<RexNode> condition)
            implements WritePlan {
        public Load {
            columns = List.copyOf(columns);
            values = List.copyOf(values);
        }

        @Override
        public Optional<Returning> returning() {
            return Optional.empty();
        }
    }

    /**
     * One statement of one source.
     *
     * @param pruning the fragment has no row for the statement where these are contradicted
     */
    record Statement(Copy copy, String sql, List<RexNode> arguments, List<PruneCheck> pruning) {
        public Statement {
            arguments = List.copyOf(arguments);
            pruning = List.copyOf(pruning);
        }
    }

    /**
     * UPDATE or DELETE whose rows are found first, locked, and then written by their key.
     *
     * @param find the rows with the target's columns in front
     * @param width the fields in front of the new values
     * @param deletes whether it is a DELETE
     */
    record Change(
            FederatedTable target,
            FederatedPlan find,
            int width,
            List<Integer> assigned,
            Set<Integer> toDefault,
            boolean deletes,
            Optional<Returning> returning)
            implements WritePlan {
        public Change {
            assigned = List.copyOf(assigned);
            toDefault = Set.copyOf(toDefault);
        }
    }
}
