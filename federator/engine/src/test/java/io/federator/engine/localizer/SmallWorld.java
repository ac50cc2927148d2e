package io.federator.engine.localizer;

import io.federator.engine.rel.Constant;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** All rows of few values, and a plain evaluation of conditions over them. */
final class SmallWorld {
    private static final List<@Nullable Object[]> ROWS = make();

    private SmallWorld() {}

    static List<@Nullable Object[]> rows() {
        return ROWS;
    }

    private static List<@Nullable Object[]> make() {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Integer i : numbers()) {
            for (Integer j : numbers()) {
                for (BigDecimal n : decimals()) {
                    for (Boolean b : new Boolean[] {null, false, true}) {
                        rows.add(new @Nullable Object[] {decimal(i), decimal(j), n, null, null, null, null, b});
                    }
                }
            }
        }
        return rows;
    }

    private static Integer[] numbers() {
        return new Integer[] {null, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5};
    }

    private static BigDecimal[] decimals() {
        List<@Nullable BigDecimal> all = new ArrayList<>();
        all.add(null);
        for (int twice = -8; twice <= 8; twice++) {
            all.add(BigDecimal.valueOf(twice * 5L, 1));
        }
        return all.toArray(BigDecimal[]::new);
    }

    private static @Nullable BigDecimal decimal(@Nullable Integer value) {
        return value == null ? null : BigDecimal.valueOf(value);
    }

    static boolean isTrue(RexNode condition, @Nullable Object[] row) {
        return Boolean.TRUE.equals(value(condition, row));
    }

    private static @Nullable Object value(RexNode node, @Nullable Object[] row) {
        if (node instanceof RexInputRef ref) {
            return row[ref.getIndex()];
        }
        if (Constant.isConstant(node)) {
            Object value = Constant.valueOf(node);
            return value instanceof Number && !(value instanceof BigDecimal) ? new BigDecimal(value.toString()) : value;
        }
        RexCall call = (RexCall) node;
        List<@Nullable Object> operands = new ArrayList<>();
        call.getOperands().forEach(o -> operands.add(value(o, row)));
        return switch (call.getKind()) {
            case AND -> connect(operands, false);
            case OR -> connect(operands, true);
            case NOT -> operands.getFirst() == null ? null : !(Boolean) operands.getFirst();
            case IS_NULL -> operands.getFirst() == null;
            case IS_NOT_NULL -> operands.getFirst() != null;
            case IS_TRUE -> Boolean.TRUE.equals(operands.getFirst());
            case IS_NOT_TRUE -> !Boolean.TRUE.equals(operands.getFirst());
            case IS_FALSE -> Boolean.FALSE.equals(operands.getFirst());
            case IS_NOT_FALSE -> !Boolean.FALSE.equals(operands.getFirst());
            case CAST -> operands.getFirst();
            case IS_DISTINCT_FROM -> !same(operands);
            case IS_NOT_DISTINCT_FROM -> same(operands);
            default -> operands.contains(null) ? null : computed(call, operands);
        };
    }

    private static boolean same(List<@Nullable Object> operands) {
        Object a = operands.get(0);
        Object b = operands.get(1);
        return a == null || b == null ? a == null && b == null : compare(a, b) == 0;
    }

    private static @Nullable Boolean connect(List<@Nullable Object> operands, boolean decisive) {
        return operands.contains(decisive) ? (Boolean) decisive : operands.contains(null) ? null : (Boolean) !decisive;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static int compare(Object a, Object b) {
        return ((Comparable) a).compareTo(b);
    }

    private static Object computed(RexCall call, List<@Nullable Object> operands) {
        Object a = Objects.requireNonNull(operands.get(0));
        Object b = Objects.requireNonNull(operands.get(1));
        return switch (call.getKind()) {
            case EQUALS -> compare(a, b) == 0;
            case NOT_EQUALS -> compare(a, b) != 0;
            case LESS_THAN -> compare(a, b) < 0;
            case LESS_THAN_OR_EQUAL -> compare(a, b) <= 0;
            case GREATER_THAN -> compare(a, b) > 0;
            case GREATER_THAN_OR_EQUAL -> compare(a, b) >= 0;
            default -> {
                if (!call.getOperator().getName().equals("mod")) {
                    throw new IllegalArgumentException(call.toString());
                }
                yield ((BigDecimal) a).remainder((BigDecimal) b);
            }
        };
    }
}
