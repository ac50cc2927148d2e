package io.federator.engine.binder;

import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.GroupItem;
import io.federator.engine.parser.ast.QueryBody;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/** GROUP BY: the expressions, and which of them each grouping set holds. */
final class GroupBinder {
    private static final int MAX_SETS = 4096;
    private static final int MAX_CUBE = 12;

    private final Binding binding;
    private final TargetList targets;
    private final List<RexNode> expressions = new ArrayList<>();
    private final Map<Integer, Integer> positions = new LinkedHashMap<>();

    GroupBinder(Binding binding, TargetList targets) {
        this.binding = binding;
        this.targets = targets;
    }

    /**
     * What rows are grouped by.
     *
     * @param sets positions in {@code expressions}; one set for a plain GROUP BY
     * @param times how often each set is given
     * @param targets the position of each target that is grouped by, also of equal ones
     */
    record Groups(
            List<RexNode> expressions, List<ImmutableBitSet> sets, List<Integer> times, Map<Integer, Integer> targets) {
        boolean isRepeated() {
            return times.stream().anyMatch(n -> n > 1);
        }
    }

    Groups bind(QueryBody.Select select) {
        List<ImmutableBitSet> sets = new ArrayList<>(List.of(ImmutableBitSet.of()));
        for (GroupItem item : select.groupBy()) {
            List<ImmutableBitSet> alternatives = sets(item);
            List<ImmutableBitSet> product = new ArrayList<>();
            for (ImmutableBitSet left : sets) {
                alternatives.forEach(right -> product.add(left.union(right)));
            }
            sets = product;
            if (sets.size() > MAX_SETS) {
                throw new SqlException(
                                SqlState.STATEMENT_TOO_COMPLEX,
                                "too many grouping sets present (maximum " + MAX_SETS + ")")
                        .at(item.position());
            }
        }
        Map<ImmutableBitSet, Integer> times = new LinkedHashMap<>();
        sets.forEach(set -> times.merge(set, 1, select.groupDistinct() ? (a, b) -> 1 : Integer::sum));
        return new Groups(expressions, List.copyOf(times.keySet()), List.copyOf(times.values()), positions);
    }

    private List<ImmutableBitSet> sets(GroupItem item) {
        return switch (item) {
            case GroupItem.Single single -> List.of(columns(single.expression()));
            case GroupItem.Empty empty -> List.of(ImmutableBitSet.of());
            case GroupItem.Rollup rollup -> rollup(rollup.items());
            case GroupItem.Cube cube -> cube(cube);
            case GroupItem.Sets sets ->
                sets.items().stream().flatMap(i -> sets(i).stream()).toList();
        };
    }

    private List<ImmutableBitSet> rollup(List<Expression> items) {
        List<ImmutableBitSet> result = new ArrayList<>();
        ImmutableBitSet set = ImmutableBitSet.of();
        result.add(set);
        for (Expression item : items) {
            set = set.union(columns(item));
            result.add(set);
        }
        return result.reversed();
    }

    private List<ImmutableBitSet> cube(GroupItem.Cube cube) {
        if (cube.items().size() > MAX_CUBE) {
            throw new SqlException(SqlState.TOO_MANY_COLUMNS, "CUBE is limited to " + MAX_CUBE + " elements")
                    .at(cube.position());
        }
        List<ImmutableBitSet> columns = cube.items().stream().map(this::columns).toList();
        List<ImmutableBitSet> result = new ArrayList<>();
        for (int mask = (1 << columns.size()) - 1; mask >= 0; mask--) {
            ImmutableBitSet set = ImmutableBitSet.of();
            for (int i = 0; i < columns.size(); i++) {
                set = (mask >> i & 1) == 1 ? set.union(columns.get(i)) : set;
            }
            result.add(set);
        }
        return result;
    }

    /** The positions of an expression, or of the fields of a row in parentheses. */
    private ImmutableBitSet columns(Expression expression) {
        if (expression instanceof Expression.Row row && !row.explicit()) {
            ImmutableBitSet set = ImmutableBitSet.of();
            for (Expression field : row.fields()) {
                set = set.union(columns(field));
            }
            return set;
        }
        int target = targets.find(expression, ExpressionKind.GROUP_BY);
        RexNode node = targets.node(target);
        SortKeys.checkEquality(binding, Binding.typeOf(node), expression.start());
        Integer position = positions.get(target);
        if (position == null) {
            position = expressions.size();
            positions.put(target, position);
            expressions.add(node);
        }
        return ImmutableBitSet.of(position);
    }
}
