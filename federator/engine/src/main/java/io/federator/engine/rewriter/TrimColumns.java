package io.federator.engine.rewriter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/** Leaves out the columns that nothing above asks for, down to a projection right over each scan. */
final class TrimColumns {
    RelNode trim(RelNode root) {
        return exact(root, ImmutableBitSet.range(root.getRowType().getFieldCount()));
    }

    /** What is left of an operator, and where each column of the old row is now, -1 when it is gone. */
    private static final class Trimmed {
        private final RelNode rel;
        private final int[] to;

        Trimmed(RelNode rel, int[] to) {
            this.rel = rel;
            this.to = to;
        }

        RelNode rel() {
            return rel;
        }

        int[] to() {
            return to;
        }

        int at(int column) {
            return to[column];
        }

        RexNode move(RexNode node) {
            return Rexes.move(node, i -> to[i]);
        }

        List<Integer> move(List<Integer> columns) {
            return columns.stream().map(i -> to[i]).toList();
        }
    }

    private static Trimmed unchanged(RelNode rel) {
        return new Trimmed(
                rel, IntStream.range(0, rel.getRowType().getFieldCount()).toArray());
    }

    /** Exactly these columns, in order; at least one. */
    private RelNode exact(RelNode rel, ImmutableBitSet needed) {
        ImmutableBitSet some = atLeastOne(rel, needed);
        Trimmed trimmed = trim(rel, some);
        return Rels.columns(trimmed.rel(), trimmed.move(some.asList()));
    }

    private static Trimmed exactly(RelNode rel, RelNode exact, ImmutableBitSet columns) {
        int[] to = new int[rel.getRowType().getFieldCount()];
        Arrays.fill(to, -1);
        List<Integer> kept = columns.asList();
        for (int i = 0; i < kept.size(); i++) {
            to[kept.get(i)] = i;
        }
        return new Trimmed(exact, to);
    }

    private Trimmed exactTrimmed(RelNode rel, ImmutableBitSet needed) {
        if (rel instanceof Project project && project.getProjects().isEmpty()) {
            // Rows without columns are only counted: those of the input, by some column, are as many.
            return new Trimmed(exact(project.getInput(), ImmutableBitSet.of()), new int[0]);
        }
        ImmutableBitSet some = atLeastOne(rel, needed);
        return exactly(rel, exact(rel, some), some);
    }

    private static ImmutableBitSet atLeastOne(RelNode rel, ImmutableBitSet needed) {
        if (!needed.isEmpty() || rel.getRowType().getFieldCount() == 0) {
            return needed;
        }
        if (rel instanceof TableScan scan && scan.getTable().getKeys() != null) {
            for (ImmutableBitSet key : scan.getTable().getKeys()) {
                return ImmutableBitSet.of(key.nth(0));
            }
        }
        if (rel instanceof Filter filter) {
            // A column that the condition reads is there anyway.
            ImmutableBitSet read = atLeastOne(filter.getInput(), Rexes.inputs(filter.getCondition()));
            return ImmutableBitSet.of(read.nth(0));
        }
        return ImmutableBitSet.of(0);
    }

    /** At least the needed columns. */
    private Trimmed trim(RelNode rel, ImmutableBitSet needed) {
        return switch (rel) {
            case TableScan scan ->
                exactly(scan, Rels.columns(scan, atLeastOne(scan, needed).asList()), atLeastOne(scan, needed));
            case Filter filter -> {
                Trimmed input = trim(filter.getInput(), needed.union(Rexes.inputs(filter.getCondition())));
                List<RexNode> moved = Rexes.conjuncts(filter.getCondition()).stream()
                        .map(input::move)
                        .toList();
                yield new Trimmed(Rels.filter(input.rel(), moved), input.to());
            }
            case Project project -> project(project, atLeastOne(project, needed));
            case Join join -> join(join, needed);
            case Correlate correlate -> correlate(correlate, needed);
            case Aggregate aggregate -> aggregate(aggregate, needed);
            case Sort sort -> sort(sort, needed);
            case Union union
            when union.all -> {
                ImmutableBitSet some = atLeastOne(union, needed);
                List<RelNode> inputs =
                        union.getInputs().stream().map(i -> exact(i, some)).toList();
                yield exactly(union, Rels.setOp(union, inputs), some);
            }
            default -> {
                List<RelNode> inputs = rel.getInputs().stream().map(this::trim).toList();
                yield unchanged(inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs));
            }
        };
    }

    private Trimmed project(Project project, ImmutableBitSet needed) {
        List<RexNode> kept =
                needed.asList().stream().map(project.getProjects()::get).toList();
        Trimmed input = trim(project.getInput(), atLeastOne(project.getInput(), Rexes.inputs(kept)));
        List<String> names = needed.asList().stream()
                .map(project.getRowType().getFieldNames()::get)
                .toList();
        RelNode trimmed =
                Rels.project(input.rel(), kept.stream().map(input::move).toList(), names);
        return exactly(project, trimmed, needed);
    }

    private Trimmed join(Join join, ImmutableBitSet needed) {
        int left = join.getLeft().getRowType().getFieldCount();
        ImmutableBitSet all = needed.union(Rexes.inputs(join.getCondition()));
        Trimmed l = exactTrimmed(join.getLeft(), all.intersect(ImmutableBitSet.range(left)));
        Trimmed r = exactTrimmed(
                join.getRight(), all.except(ImmutableBitSet.range(left)).shift(-left));
        int width = l.rel().getRowType().getFieldCount();
        int[] to = both(l, r, width);
        List<RexNode> conditions = Rexes.conjuncts(join.getCondition()).stream()
                .map(c -> Rexes.move(c, i -> to[i]))
                .toList();
        RelNode trimmed = Rels.join(l.rel(), r.rel(), join.getJoinType(), conditions);
        return new Trimmed(trimmed, join.getJoinType().projectsRight() ? to : l.to());
    }

    private static int[] both(Trimmed left, Trimmed right, int width) {
        return IntStream.concat(
                        Arrays.stream(left.to()), Arrays.stream(right.to()).map(i -> i < 0 ? -1 : i + width))
                .toArray();
    }

    private Trimmed correlate(Correlate correlate, ImmutableBitSet needed) {
        int left = correlate.getLeft().getRowType().getFieldCount();
        ImmutableBitSet ofLeft = needed.intersect(ImmutableBitSet.range(left)).union(correlate.getRequiredColumns());
        Trimmed l = exactTrimmed(correlate.getLeft(), ofLeft);
        RelNode rightIn = OuterReferences.move(
                correlate.getRight(), correlate.getCorrelationId(), l.rel().getRowType(), l::at);
        Trimmed r =
                exactTrimmed(rightIn, needed.except(ImmutableBitSet.range(left)).shift(-left));
        RelNode trimmed = LogicalCorrelate.create(
                l.rel(),
                r.rel(),
                List.of(),
                correlate.getCorrelationId(),
                ImmutableBitSet.of(l.move(correlate.getRequiredColumns().asList())),
                correlate.getJoinType());
        boolean projectsRight = correlate.getJoinType().projectsRight();
        return new Trimmed(
                trimmed, projectsRight ? both(l, r, l.rel().getRowType().getFieldCount()) : l.to());
    }

    private Trimmed aggregate(Aggregate aggregate, ImmutableBitSet needed) {
        int keys = aggregate.getGroupCount();
        List<AggregateCall> calls = aggregate.getAggCallList();
        List<Integer> kept = IntStream.range(0, calls.size())
                .filter(i -> needed.get(keys + i))
                .boxed()
                .toList();
        if (keys == 0 && kept.isEmpty()) {
            kept = List.of(0);
        }
        ImmutableBitSet.Builder read = ImmutableBitSet.builder().addAll(aggregate.getGroupSet());
        for (int i : kept) {
            AggregateCall call = calls.get(i);
            read.addAll(call.getArgList());
            call.getCollation().getFieldCollations().forEach(f -> read.set(f.getFieldIndex()));
            if (call.filterArg >= 0) {
                read.set(call.filterArg);
            }
        }
        Trimmed input = exactTrimmed(aggregate.getInput(), read.build());
        List<AggregateCall> moved =
                kept.stream().map(i -> move(calls.get(i), input)).toList();
        RelNode trimmed = LogicalAggregate.create(
                input.rel(),
                List.of(),
                ImmutableBitSet.of(input.move(aggregate.getGroupSet().asList())),
                aggregate.getGroupSets().stream()
                        .map(set -> ImmutableBitSet.of(input.move(set.asList())))
                        .toList(),
                moved);
        List<Integer> columns = new ArrayList<>(IntStream.range(0, keys).boxed().toList());
        kept.forEach(i -> columns.add(keys + i));
        return exactly(aggregate, trimmed, ImmutableBitSet.of(columns));
    }

    private static AggregateCall move(AggregateCall call, Trimmed input) {
        return AggregateCall.create(
                call.getAggregation(),
                call.isDistinct(),
                call.isApproximate(),
                call.ignoreNulls(),
                call.rexList,
                input.move(call.getArgList()),
                call.filterArg < 0 ? -1 : input.at(call.filterArg),
                null,
                move(call.getCollation(), input),
                call.getType(),
                call.getName());
    }

    private static RelCollation move(RelCollation collation, Trimmed input) {
        List<RelFieldCollation> fields = collation.getFieldCollations().stream()
                .map(f -> f.withFieldIndex(input.at(f.getFieldIndex())))
                .toList();
        return RelCollations.of(fields);
    }

    private Trimmed sort(Sort sort, ImmutableBitSet needed) {
        ImmutableBitSet keys = ImmutableBitSet.of(sort.getCollation().getFieldCollations().stream()
                .map(RelFieldCollation::getFieldIndex)
                .toList());
        Trimmed input = exactTrimmed(sort.getInput(), needed.union(keys));
        return new Trimmed(
                Rels.sort(input.rel(), move(sort.getCollation(), input), sort.offset, sort.fetch), input.to());
    }
}
