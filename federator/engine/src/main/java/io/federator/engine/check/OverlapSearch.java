package io.federator.engine.check;

import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.context.EvaluationContext;
import io.federator.engine.evaluator.Expression;
import io.federator.engine.evaluator.ExpressionCompiler;
import io.federator.engine.evaluator.Frame;
import io.federator.engine.rel.Constant;
import io.federator.engine.rel.PgTypeFactory;
import io.federator.spi.error.SqlException;
import io.federator.spi.type.SqlType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexVisitorImpl;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a row that two predicates both claim. It tries the values at and around the constants that the predicates mention, for
 * few columns; what it finds is certain, what it does not find is not proven.
 */
public final class OverlapSearch {
    /** More combinations than this are not tried. */
    private static final int MOST_ROWS = 200_000;

    private final ExpressionCompiler expressions;
    private final EvaluationContext context;

    public OverlapSearch(ExpressionCompiler expressions, EvaluationContext context) {
        this.expressions = expressions;
        this.context = context;
    }

    /** A row that satisfies both, shown as {@code column = value} for the columns that matter. */
    public Optional<String> witness(FederatedTable table, RexNode first, RexNode second) {
        Map<Integer, Set<@Nullable Object>> candidates = new LinkedHashMap<>();
        collect(first, candidates);
        collect(second, candidates);
        List<Integer> columns = new ArrayList<>(candidates.keySet());
        long rows = 1;
        for (int column : columns) {
            Set<@Nullable Object> values = candidates.getOrDefault(column, Set.of());
            rows *= Math.max(1, values.size());
            if (rows > MOST_ROWS) {
                return Optional.empty();
            }
        }
        @Nullable Object[] row = new @Nullable Object[table.columns().size()];
        Search search = new Search(
                expressions.compile(first), expressions.compile(second), columns, candidates, Frame.of(context));
        return search.fill(row, 0) ? Optional.of(show(table, columns, row)) : Optional.empty();
    }

    private static String show(FederatedTable table, List<Integer> columns, @Nullable Object[] row) {
        List<String> parts = new ArrayList<>();
        for (int column : columns) {
            parts.add(table.columns().get(column).name() + " = " + (row[column] == null ? "NULL" : row[column]));
        }
        return String.join(", ", parts);
    }

    private record Search(
            Expression first,
            Expression second,
            List<Integer> columns,
            Map<Integer, Set<@Nullable Object>> candidates,
            Frame frame) {
        boolean fill(@Nullable Object[] row, int depth) {
            if (depth == columns.size()) {
                return claims(row);
            }
            int column = columns.get(depth);
            for (Object value : candidates.getOrDefault(column, Set.of())) {
                row[column] = value;
                if (fill(row, depth + 1)) {
                    return true;
                }
            }
            return false;
        }

        private boolean claims(@Nullable Object[] row) {
            frame.row = row;
            try {
                return first.test(frame) && second.test(frame);
            } catch (SqlException e) {
                // The predicate has no value for this row, so it does not claim it.
                return false;
            }
        }
    }

    /** For each column that a predicate reads, the constants of its type and their neighbours, and NULL. */
    private static void collect(RexNode predicate, Map<Integer, Set<@Nullable Object>> candidates) {
        List<RexInputRef> columns = new ArrayList<>();
        List<RexNode> constants = new ArrayList<>();
        predicate.accept(new RexVisitorImpl<Void>(true) {
            @Override
            public @Nullable Void visitInputRef(RexInputRef ref) {
                columns.add(ref);
                return null;
            }

            @Override
            public @Nullable Void visitLiteral(RexLiteral literal) {
                constants.add(literal);
                return null;
            }

            @Override
            public @Nullable Void visitCall(RexCall call) {
                if (Constant.isConstant(call)) {
                    constants.add(call);
                    return null;
                }
                return super.visitCall(call);
            }
        });
        for (RexInputRef column : columns) {
            SqlType type = PgTypeFactory.sqlType(column.getType());
            Set<@Nullable Object> values = candidates.computeIfAbsent(column.getIndex(), c -> new LinkedHashSet<>());
            for (RexNode constant : constants) {
                Object value = Constant.valueOf(constant);
                if (value != null) {
                    neighbours(type, value, values);
                }
            }
            values.add(null);
        }
    }

    private static void neighbours(SqlType type, Object value, Set<@Nullable Object> values) {
        switch (type.kind()) {
            case INT2, INT4, DATE -> {
                if (value instanceof Number number) {
                    int n = number.intValue();
                    values.addAll(List.of(n, n - 1, n + 1));
                }
            }
            case INT8, TIMESTAMP, TIMESTAMPTZ, TIME -> {
                if (value instanceof Number number) {
                    long n = number.longValue();
                    values.addAll(List.of(n, n - 1, n + 1));
                }
            }
            case NUMERIC -> {
                if (value instanceof Number number) {
                    BigDecimal n = new BigDecimal(number.toString());
                    values.addAll(List.of(n, n.subtract(BigDecimal.ONE), n.add(BigDecimal.ONE)));
                }
            }
            case BOOL -> values.addAll(List.of(true, false));
            case TEXT, VARCHAR, BPCHAR, NAME -> {
                if (value instanceof String text) {
                    values.addAll(List.of(text, text + "a", ""));
                }
            }
            default -> {
                // Other types are compared for equality at most.
            }
        }
    }
}
