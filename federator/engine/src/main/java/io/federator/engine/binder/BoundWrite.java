package io.federator.engine.binder;

import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.parser.ast.WriteStatement.Overriding;
import io.federator.engine.plan.ResultColumn;
import io.federator.spi.source.TableLock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * A statement that changes rows, whose names, types and calls are all decided. Values have the types of the columns that they are
 * for, except that texts and bit strings are not yet checked for their length.
 */
public sealed interface BoundWrite {
    FederatedTable target();

    Optional<BoundReturning> returning();

    /** @param rows in the order in which they are inserted */
    record Insert(
            FederatedTable target,
            List<NewRows> rows,
            @Nullable Overriding overriding,
            Optional<Conflict> conflict,
            Optional<BoundReturning> returning)
            implements BoundWrite {
        public Insert {
            rows = List.copyOf(rows);
        }
    }

    /**
     * ON CONFLICT.
     *
     * @param keys the unique keys that decide, each by the positions of its columns; none where an index does that only its source
     *     knows
     * @param index what says which index that is
     * @param update empty for DO NOTHING
     */
    record Conflict(List<List<Integer>> keys, Optional<ConflictIndex> index, Optional<ConflictUpdate> update) {
        public Conflict {
            keys = List.copyOf(keys);
        }
    }

    /**
     * An index over expressions, or over a part of the table.
     *
     * @param elements over the row of the table's columns
     * @param predicate over the same; empty for an index over all rows
     */
    record ConflictIndex(List<RexNode> elements, Optional<RexNode> predicate) {
        public ConflictIndex {
            elements = List.copyOf(elements);
        }
    }

    /**
     * DO UPDATE.
     *
     * @param rel over {@link io.federator.engine.catalog.GivenTable}, whose rows are the row that is there, the row that was to be
     *     inserted, and a number; its fields are the values of {@code assigned} and the number; it leaves out the rows that its
     *     condition excludes
     * @param assigned positions in the target
     * @param toDefault positions of those that are set to what the source fills in
     */
    record ConflictUpdate(RelNode rel, List<Integer> assigned, Set<Integer> toDefault) {
        public ConflictUpdate {
            assigned = List.copyOf(assigned);
            toDefault = Set.copyOf(toDefault);
        }
    }

    /** Rows to be inserted that have values for the same columns; the others take what the source fills in. */
    sealed interface NewRows {
        /** Positions in the target. */
        List<Integer> columns();

        /** Expressions without tables; one list for each row. */
        record Listed(List<Integer> columns, List<List<RexNode>> rows) implements NewRows {
            public Listed {
                columns = List.copyOf(columns);
                rows = List.copyOf(rows);
            }
        }

        /** The rows of a query, a field for each of the columns. */
        record Queried(List<Integer> columns, RelNode query) implements NewRows {
            public Queried {
                columns = List.copyOf(columns);
            }
        }
    }

    /**
     * UPDATE.
     *
     * @param rows the rows that are found: the target's columns, those of FROM, then the values of {@code assigned}
     * @param width how many fields stand before the values
     * @param assigned positions in the target
     * @param toDefault positions of those that are set to what the source fills in
     */
    record Update(
            FederatedTable target,
            RelNode rows,
            int width,
            List<Integer> assigned,
            Set<Integer> toDefault,
            Optional<BoundReturning> returning)
            implements BoundWrite {
        public Update {
            assigned = List.copyOf(assigned);
            toDefault = Set.copyOf(toDefault);
        }
    }

    /**
     * DELETE.
     *
     * @param rows the rows that are found: the target's columns, then those of USING
     * @param width the number of fields
     */
    record Delete(FederatedTable target, RelNode rows, int width, Optional<BoundReturning> returning)
            implements BoundWrite {}

    /**
     * MERGE.
     *
     * @param rows the rows of the join: the target's columns, {@code width} fields in all, then the number of the action from 0, NULL
     *     for none, then the values of all actions
     */
    record Merge(
            FederatedTable target,
            RelNode rows,
            int width,
            List<MergeAction> actions,
            Optional<BoundReturning> returning)
            implements BoundWrite {
        public Merge {
            actions = List.copyOf(actions);
        }
    }

    /** What MERGE does with a row; {@code start} is where its values begin in the rows. */
    sealed interface MergeAction {
        record Nothing() implements MergeAction {}

        record Delete() implements MergeAction {}

        record Update(List<Integer> assigned, Set<Integer> toDefault, int start) implements MergeAction {
            public Update {
                assigned = List.copyOf(assigned);
                toDefault = Set.copyOf(toDefault);
            }
        }

        record Insert(List<Integer> columns, @Nullable Overriding overriding, int start) implements MergeAction {
            public Insert {
                columns = List.copyOf(columns);
            }
        }
    }

    /**
     * TRUNCATE.
     *
     * @param tables all of them, the target first
     */
    record Truncate(List<FederatedTable> tables, boolean restartIdentity, boolean cascade) implements BoundWrite {
        public Truncate {
            tables = List.copyOf(tables);
        }

        @Override
        public FederatedTable target() {
            return tables.getFirst();
        }

        @Override
        public Optional<BoundReturning> returning() {
            return Optional.empty();
        }
    }

    /**
     * LOCK TABLE.
     *
     * @param tables in the order in which they are locked, at least one
     */
    record Lock(List<FederatedTable> tables, TableLock mode, boolean nowait) implements BoundWrite {
        public Lock {
            tables = List.copyOf(tables);
        }

        @Override
        public FederatedTable target() {
            return tables.getFirst();
        }

        @Override
        public Optional<BoundReturning> returning() {
            return Optional.empty();
        }
    }

    /**
     * COPY FROM: rows come from the client.
     *
     * @param columns positions in the target of the row's fields
     * @param values for each field what the column keeps, over a row of the fields, each of its column's type without modifiers
     * @param condition over the target's columns; rows for which it is not true are left out
     */
    record Load(FederatedTable target, List<Integer> columns, List<RexNode> values, Optional<RexNode> condition)
            implements BoundWrite {
        public Load {
            columns = List.copyOf(columns);
            values = List.copyOf(values);
        }

        @Override
        public Optional<BoundReturning> returning() {
            return Optional.empty();
        }
    }

    /**
     * RETURNING.
     *
     * @param rel over a scan of {@link io.federator.engine.catalog.GivenTable}, whose rows are: the target's columns as the clause
     *     sees them without a qualifier, the other columns of the statement's rows, the target's row before, the target's row after
     */
    record BoundReturning(RelNode rel, List<ResultColumn> columns) {
        public BoundReturning {
            columns = List.copyOf(columns);
        }
    }
}
