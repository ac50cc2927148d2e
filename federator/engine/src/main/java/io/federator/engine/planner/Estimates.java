package io.federator.engine.planner;

import io.federator.engine.catalog.TableHandle;
import io.federator.engine.localizer.FragmentScan;
import io.federator.engine.rel.Constant;
import io.federator.engine.rewriter.Rexes;
import io.federator.spi.source.SourceColumn;
import io.federator.spi.source.TableStatistics;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinInfo;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/** Guesses row counts from the sources' statistics, by the textbook. One instance serves one query. */
final class Estimates {
    private static final double EQUALITY = 0.05;
    private static final double RANGE = 0.3;
    private static final double OTHER = 0.25;
    private static final double PATTERN = 0.05;

    private final IdentityHashMap<RelNode, Double> known = new IdentityHashMap<>();

    double rows(RelNode rel) {
        Double before = known.get(rel);
        if (before != null) {
            return before;
        }
        double rows = guess(rel);
        known.put(rel, rows);
        return rows;
    }

    private double guess(RelNode rel) {
        return switch (rel) {
            case TableScan scan -> ((TableHandle) scan.getTable()).rows();
            case Filter filter ->
                atLeastOne(rows(filter.getInput()) * selectivity(filter.getCondition(), filter.getInput()));
            case Project project -> rows(project.getInput());
            case Join join -> join(join);
            case Correlate correlate -> rows(correlate.getLeft());
            case Aggregate aggregate -> groups(aggregate);
            case Sort sort ->
                sort.fetch != null
                                && Constant.isConstant(sort.fetch)
                                && Constant.valueOf(sort.fetch) instanceof Number most
                        ? Math.min(rows(sort.getInput()), most.doubleValue())
                        : rows(sort.getInput());
            case SetOp set -> set.getInputs().stream().mapToDouble(this::rows).sum();
            case Values values -> values.getTuples().size();
            default ->
                rel.getInputs().isEmpty()
                        ? 100
                        : rel.getInputs().stream().mapToDouble(this::rows).max().orElse(100);
        };
    }

    private static double atLeastOne(double rows) {
        return Math.max(1, rows);
    }

    private double join(Join join) {
        double left = rows(join.getLeft());
        double right = rows(join.getRight());
        JoinInfo info = join.analyzeCondition();
        double selectivity = 1;
        for (int i = 0; i < info.leftKeys.size(); i++) {
            selectivity /= Math.max(
                    1,
                    Math.max(
                            distinct(join.getLeft(), info.leftKeys.get(i)),
                            distinct(join.getRight(), info.rightKeys.get(i))));
        }
        for (int i = 0; i < info.nonEquiConditions.size(); i++) {
            selectivity *= RANGE;
        }
        double inner = atLeastOne(left * right * selectivity);
        return switch (join.getJoinType()) {
            case SEMI -> atLeastOne(left * partners(join, info));
            case ANTI -> atLeastOne(left * Math.max(0.1, 1 - partners(join, info)));
            case LEFT -> Math.max(left, inner);
            case FULL -> Math.max(left, inner) + right * 0.1;
            default -> inner;
        };
    }

    /** The part of the left rows that have a partner: all keys of the right side are taken to be among those of the left. */
    private double partners(Join join, JoinInfo info) {
        double part = info.leftKeys.isEmpty() ? 0.5 : 1;
        for (int i = 0; i < info.leftKeys.size(); i++) {
            double keys = distinct(join.getLeft(), info.leftKeys.get(i));
            part = Math.min(part, distinct(join.getRight(), info.rightKeys.get(i)) / keys);
        }
        return part;
    }

    private double groups(Aggregate aggregate) {
        double rows = rows(aggregate.getInput());
        double groups = 1;
        for (int key : aggregate.getGroupSet()) {
            groups *= distinct(aggregate.getInput(), key);
        }
        return Math.max(1, Math.min(groups, rows)) * aggregate.getGroupSets().size();
    }

    /** The number of different values in a column. */
    double distinct(RelNode rel, int column) {
        return Math.max(1, Math.min(origin(rel, column), rows(rel)));
    }

    /** The number of different values in a column of the table that this column is from. */
    double domain(RelNode rel, int column) {
        return Math.max(1, origin(rel, column));
    }

    private double origin(RelNode rel, int column) {
        return switch (rel) {
            case TableScan scan -> scanned(scan, column);
            case Filter filter -> origin(filter.getInput(), column);
            case Sort sort -> origin(sort.getInput(), column);
            case Project project ->
                project.getProjects().get(column) instanceof RexInputRef ref
                        ? origin(project.getInput(), ref.getIndex())
                        : rows(project) / 10;
            case Join join -> {
                int left = join.getLeft().getRowType().getFieldCount();
                yield column < left ? origin(join.getLeft(), column) : origin(join.getRight(), column - left);
            }
            case Aggregate aggregate ->
                column < aggregate.getGroupCount()
                        ? origin(aggregate.getInput(), aggregate.getGroupSet().nth(column))
                        : rows(aggregate);
            default -> rows(rel);
        };
    }

    private double scanned(TableScan scan, int column) {
        TableHandle handle = (TableHandle) scan.getTable();
        if (handle.isKey(ImmutableBitSet.of(column))) {
            return handle.rows();
        }
        if (handle.payload() instanceof FragmentScan fragment) {
            SourceColumn source = fragment.copies()
                    .getFirst()
                    .columns()
                    .get(fragment.columns().get(column));
            TableStatistics statistics = fragment.copies().getFirst().statistics();
            TableStatistics.Column figures =
                    source == null ? null : statistics.columns().get(source.name());
            if (figures != null && figures.distinct() > 0) {
                return figures.distinct();
            }
        }
        return Math.max(10, handle.rows() / 10);
    }

    private double selectivity(RexNode condition, RelNode input) {
        double selectivity = 1;
        for (RexNode conjunct : Rexes.conjuncts(condition)) {
            selectivity *= one(conjunct, input);
        }
        return selectivity;
    }

    private double one(RexNode condition, RelNode input) {
        return switch (condition.getKind()) {
            case OR ->
                Math.min(
                        1,
                        Rexes.disjuncts(condition).stream()
                                .mapToDouble(d -> selectivity(d, input))
                                .sum());
            case EQUALS -> equality((RexCall) condition, input);
            case LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL -> RANGE;
            case NOT_EQUALS, IS_NOT_NULL -> 0.9;
            case NOT -> 1 - selectivity(((RexCall) condition).getOperands().getFirst(), input);
            case OTHER_FUNCTION -> pattern(condition).orElse(OTHER);
            default -> OTHER;
        };
    }

    /** Of LIKE and its relatives: few rows agree with a pattern. */
    private static OptionalDouble pattern(RexNode condition) {
        return switch (((RexCall) condition).getOperator().getName()) {
            case "~~", "~~*", "~", "~*" -> OptionalDouble.of(PATTERN);
            case "!~~", "!~~*", "!~", "!~*" -> OptionalDouble.of(1 - PATTERN);
            default -> OptionalDouble.empty();
        };
    }

    private double equality(RexCall equality, RelNode input) {
        double distinct = 1 / EQUALITY;
        for (RexNode operand : equality.getOperands()) {
            if (operand instanceof RexInputRef ref) {
                distinct = Math.max(distinct == 1 / EQUALITY ? 1 : distinct, distinct(input, ref.getIndex()));
            }
        }
        return 1 / distinct;
    }

    /** Whether it equates two plain columns. */
    static boolean isColumnEquality(RexNode condition) {
        return condition.getKind() == SqlKind.EQUALS
                && ((RexCall) condition).getOperands().stream().allMatch(RexInputRef.class::isInstance);
    }

    /** All input rows of a tree together. */
    static double sum(List<Double> rows) {
        return rows.stream().mapToDouble(Double::doubleValue).sum();
    }
}
