package io.federator.engine.planner;

import io.federator.engine.catalog.TableHandle;
import io.federator.engine.plan.PlanNode.InputTable;
import io.federator.engine.rel.PgTypeFactory;
import io.federator.engine.rewriter.Rexes;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * Finds the inputs of the gateway's tree of which only the rows matter whose keys another input has: those that are joined with it
 * by equality, also through what stands between the input and the join.
 */
final class Reductions {
    /** An input's column. */
    record Site(int input, int column) {}

    /** Rows of {@code reduced} matter only where their key is among the values of {@code by}. */
    record Link(Site reduced, Site by, SqlType type) {}

    private record Equality(int left, int right) {}

    private final Set<Link> found = new LinkedHashSet<>();
    /** The rows that correlated conditions refer to. */
    private final Map<CorrelationId, RelNode> outer = new HashMap<>();

    private Reductions() {}

    /** By the number of the reduced input. */
    static Map<Integer, List<Link>> find(RelNode tree) {
        Reductions reductions = new Reductions();
        reductions.search(tree);
        Map<Integer, List<Link>> byInput = new HashMap<>();
        for (Link link : reductions.found) {
            byInput.computeIfAbsent(link.reduced().input(), _ -> new ArrayList<>())
                    .add(link);
        }
        return byInput;
    }

    private void search(RelNode tree) {
        if (tree instanceof Correlate correlate) {
            outer.put(correlate.getCorrelationId(), correlate.getLeft());
        }
        if (tree instanceof Filter filter) {
            Rexes.conjuncts(filter.getCondition()).forEach(condition -> correlated(filter, condition));
        }
        if (tree instanceof Join join) {
            for (Equality equal : equalities(join)) {
                if (rightFollows(join.getJoinType())) {
                    link(join.getRight(), equal.right(), join.getLeft(), equal.left());
                }
                if (leftFollows(join.getJoinType())) {
                    link(join.getLeft(), equal.left(), join.getRight(), equal.right());
                }
            }
        }
        tree.getInputs().forEach(this::search);
    }

    /** Whichever row is asked about, only rows pass that agree with it. */
    private void correlated(Filter filter, RexNode condition) {
        if (!(condition instanceof RexCall call && call.getKind() == SqlKind.EQUALS)
                || Rexes.isVolatile(filter.getCondition())) {
            return;
        }
        RexNode a = call.getOperands().get(0);
        RexNode b = call.getOperands().get(1);
        boolean isFirst = value(a) instanceof RexInputRef;
        if (value(isFirst ? a : b) instanceof RexInputRef ref
                && value(isFirst ? b : a) instanceof RexFieldAccess field
                && field.getReferenceExpr() instanceof RexCorrelVariable variable) {
            RelNode rows = outer.get(variable.id);
            if (rows != null) {
                link(filter.getInput(), ref.getIndex(), rows, field.getField().getIndex());
            }
        }
    }

    /** Whether rows of the right side without a partner make no difference. */
    private static boolean rightFollows(JoinRelType type) {
        return type != JoinRelType.RIGHT && type != JoinRelType.FULL;
    }

    /** The same of the left side. */
    private static boolean leftFollows(JoinRelType type) {
        return type == JoinRelType.INNER || type == JoinRelType.SEMI || type == JoinRelType.RIGHT;
    }

    private void link(RelNode rows, int column, RelNode made, int madeColumn) {
        SqlType type = type(rows, column);
        if (!isKey(type) || !comparesAlike(type, type(made, madeColumn))) {
            return;
        }
        for (Site reduced : reduced(rows, column)) {
            for (Site by : having(made, madeColumn)) {
                if (reduced.input() != by.input()) {
                    found.add(new Link(reduced, by, type));
                }
            }
        }
    }

    private static SqlType type(RelNode rel, int column) {
        RelDataType type = rel.getRowType().getFieldList().get(column).getType();
        return PgTypeFactory.sqlType(type);
    }

    /** Types whose equal values are equal objects. */
    private static boolean isKey(SqlType type) {
        return switch (type.kind()) {
            case INT2, INT4, INT8, DATE, UUID, TEXT, VARCHAR -> true;
            default -> false;
        };
    }

    private static boolean comparesAlike(SqlType one, SqlType other) {
        return one.kind() == other.kind() || (isInteger(one) && isInteger(other)) || (isText(one) && isText(other));
    }

    private static boolean isText(SqlType type) {
        return type.is(TypeKind.TEXT) || type.is(TypeKind.VARCHAR);
    }

    private static boolean isInteger(SqlType type) {
        return switch (type.kind()) {
            case INT2, INT4, INT8 -> true;
            default -> false;
        };
    }

    /** The inputs' columns, rows of which do not matter when this column's rows with the same value do not. */
    private static List<Site> reduced(RelNode rel, int column) {
        return switch (rel) {
            case TableScan scan
            when TableHandle.payload(scan) instanceof InputTable(int number) -> List.of(new Site(number, column));
            case Project project
            when project.getProjects().get(column) instanceof RexInputRef ref
                    && project.getProjects().stream().noneMatch(e -> Rexes.isVolatile(e) || Rexes.hasWindow(e)) ->
                reduced(project.getInput(), ref.getIndex());
            case Filter filter when !Rexes.isVolatile(filter.getCondition()) -> reduced(filter.getInput(), column);
            case Aggregate aggregate
            when aggregate.getGroupSets().size() == 1 && column < aggregate.getGroupCount() ->
                reduced(aggregate.getInput(), aggregate.getGroupSet().nth(column));
            case Join join when !Rexes.isVolatile(join.getCondition()) -> reduced(join, column);
            default -> List.of();
        };
    }

    private static List<Site> reduced(Join join, int column) {
        int width = join.getLeft().getRowType().getFieldCount();
        List<Site> sites = new ArrayList<>();
        JoinRelType type = join.getJoinType();
        if (column < width && rightFollows(type)) {
            sites.addAll(reduced(join.getLeft(), column));
            equalities(join).stream()
                    .filter(equal -> equal.left() == column)
                    .forEach(equal -> sites.addAll(reduced(join.getRight(), equal.right())));
        }
        if (column >= width && (type == JoinRelType.INNER || type == JoinRelType.RIGHT)) {
            sites.addAll(reduced(join.getRight(), column - width));
            equalities(join).stream()
                    .filter(equal -> equal.right() == column - width)
                    .forEach(equal -> sites.addAll(reduced(join.getLeft(), equal.left())));
        }
        return sites;
    }

    /** The inputs' columns each of which has all values of this one but NULL. */
    private static List<Site> having(RelNode rel, int column) {
        return switch (rel) {
            case TableScan scan
            when TableHandle.payload(scan) instanceof InputTable(int number) -> List.of(new Site(number, column));
            case Project project
            when project.getProjects().get(column) instanceof RexInputRef ref ->
                having(project.getInput(), ref.getIndex());
            case Filter filter -> having(filter.getInput(), column);
            case Sort sort -> having(sort.getInput(), column);
            case Aggregate aggregate
            when aggregate.getGroupSets().size() == 1 && column < aggregate.getGroupCount() ->
                having(aggregate.getInput(), aggregate.getGroupSet().nth(column));
            case Join join -> having(join, column);
            default -> List.of();
        };
    }

    private static List<Site> having(Join join, int column) {
        int width = join.getLeft().getRowType().getFieldCount();
        JoinRelType type = join.getJoinType();
        List<Site> sites = new ArrayList<>();
        if (column < width) {
            sites.addAll(having(join.getLeft(), column));
            if (leftFollows(type)) {
                equalities(join).stream()
                        .filter(equal -> equal.left() == column)
                        .forEach(equal -> sites.addAll(having(join.getRight(), equal.right())));
            }
            return sites;
        }
        sites.addAll(having(join.getRight(), column - width));
        if (rightFollows(type)) {
            equalities(join).stream()
                    .filter(equal -> equal.right() == column - width)
                    .forEach(equal -> sites.addAll(having(join.getLeft(), equal.left())));
        }
        return sites;
    }

    /** The conjuncts of the condition that equate a column of each side of the same type. */
    private static List<Equality> equalities(Join join) {
        int width = join.getLeft().getRowType().getFieldCount();
        List<Equality> equalities = new ArrayList<>();
        for (RexNode condition : Rexes.conjuncts(join.getCondition())) {
            if (condition instanceof RexCall call
                    && call.getKind() == SqlKind.EQUALS
                    && value(call.getOperands().get(0)) instanceof RexInputRef a
                    && value(call.getOperands().get(1)) instanceof RexInputRef b) {
                int left = Math.min(a.getIndex(), b.getIndex());
                int right = Math.max(a.getIndex(), b.getIndex()) - width;
                if (left < width
                        && right >= 0
                        && comparesAlike(type(join.getLeft(), left), type(join.getRight(), right))) {
                    equalities.add(new Equality(left, right));
                }
            }
        }
        return equalities;
    }

    /** What is compared, without casts that keep all values apart: from an integer to a wider one, from varchar to text. */
    private static RexNode value(RexNode node) {
        if (!(node instanceof RexCall call && call.getKind() == SqlKind.CAST)) {
            return node;
        }
        RexNode operand = call.getOperands().getFirst();
        SqlType from = PgTypeFactory.sqlType(operand.getType());
        SqlType to = PgTypeFactory.sqlType(node.getType());
        boolean widens = switch (to.kind()) {
            case INT8 -> isInteger(from);
            case INT4 -> isInteger(from) && from.kind() != TypeKind.INT8;
            case TEXT -> isText(from);
            case VARCHAR -> isText(from) && to.length() < 0;
            default -> false;
        };
        return widens ? value(operand) : node;
    }
}
