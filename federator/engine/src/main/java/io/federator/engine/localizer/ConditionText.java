package io.federator.engine.localizer;

import io.federator.engine.rel.Constant;
import io.federator.engine.rel.PgTypeFactory;
import io.federator.engine.rewriter.Rexes;
import io.federator.spi.type.SqlType;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** Conditions as people write them, for EXPLAIN; not to be parsed again. */
public final class ConditionText {
    private final List<String> columns;

    /** @param columns the names of the row's columns */
    public ConditionText(List<String> columns) {
        this.columns = List.copyOf(columns);
    }

    public String and(List<RexNode> conditions) {
        return conditions.stream().map(this::of).collect(Collectors.joining(" and "));
    }

    public String of(RexNode node) {
        return switch (node) {
            case RexInputRef ref -> ref.getIndex() < columns.size() ? columns.get(ref.getIndex()) : ref.getName();
            case RexDynamicParam parameter -> "$" + (parameter.getIndex() + 1);
            case RexNode constant
            when Constant.isConstant(constant) ->
                literal(PgTypeFactory.sqlType(constant.getType()), Constant.valueOf(constant));
            case RexCall call -> call(call);
            default -> node.toString();
        };
    }

    private String call(RexCall call) {
        List<RexNode> operands = call.getOperands();
        return switch (call.getKind()) {
            case AND -> join(operands, " and ");
            case OR -> inList(operands) ? in(operands) : "(" + join(operands, " or ") + ")";
            case NOT -> "not " + of(operands.getFirst());
            case CAST -> of(operands.getFirst());
            case IS_NULL -> of(operands.getFirst()) + " is null";
            case IS_NOT_NULL -> of(operands.getFirst()) + " is not null";
            case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
                join(operands, " " + call.getOperator().getName() + " ");
            default -> {
                String name = call.getOperator().getName();
                boolean symbol = operands.size() == 2 && !Character.isLetter(name.charAt(0));
                yield symbol
                        ? join(operands, " " + name + " ")
                        : name.toLowerCase(Locale.ROOT) + "(" + join(operands, ", ") + ")";
            }
        };
    }

    /** {@code a = 1 or a = 2}, as the binder writes {@code a in (1, 2)}. */
    private static boolean inList(List<RexNode> operands) {
        return operands.stream()
                .allMatch(o -> o.getKind() == SqlKind.EQUALS
                        && Constant.isConstant(((RexCall) o).getOperands().get(1))
                        && ((RexCall) o)
                                .getOperands()
                                .getFirst()
                                .equals(((RexCall) operands.getFirst())
                                        .getOperands()
                                        .getFirst()));
    }

    private String in(List<RexNode> operands) {
        List<RexNode> flat =
                operands.stream().flatMap(o -> Rexes.disjuncts(o).stream()).toList();
        return of(((RexCall) flat.getFirst()).getOperands().getFirst()) + " in ("
                + flat.stream().map(o -> of(((RexCall) o).getOperands().get(1))).collect(Collectors.joining(", "))
                + ")";
    }

    private String join(List<RexNode> operands, String by) {
        return operands.stream().map(this::of).collect(Collectors.joining(by));
    }

    private static String literal(SqlType type, @Nullable Object value) {
        if (value == null) {
            return "null";
        }
        return switch (type.kind()) {
            case DATE -> "'" + LocalDate.ofEpochDay((Integer) value) + "'";
            case TIMESTAMP, TIMESTAMPTZ -> "'" + moment((Long) value) + "'";
            case INT2, INT4, INT8, NUMERIC, FLOAT4, FLOAT8, OID, BOOL -> value.toString();
            default -> "'" + value + "'";
        };
    }

    private static String moment(long micros) {
        return LocalDateTime.ofEpochSecond(
                        Math.floorDiv(micros, 1_000_000L),
                        (int) Math.floorMod(micros, 1_000_000L) * 1_000,
                        ZoneOffset.UTC)
                .toString()
                .replace('T', ' ');
    }
}
