package io.federator.engine.localizer;

import com.google.common.collect.Range;
import io.federator.engine.rel.Constant;
import io.federator.engine.rel.PgOperator;
import io.federator.engine.rel.PgTypeFactory;
import io.federator.engine.rewriter.Rexes;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * An operand of a comparison: a constant, or an expression known by its text, under which all conditions on it meet.
 *
 * @param key equal for expressions that always have equal values
 * @param constant null for what is no constant, {@link #NULL} for NULL
 * @param step the distance of its values when they are discrete
 * @param line where its values lie, null when conditions on it are not reasoned about
 * @param dividend of {@code mod(dividend, divisor)}, else null
 */
record Term(
        String key,
        @Nullable Object constant,
        @Nullable BigDecimal step,
        Point.@Nullable Line line,
        @Nullable Term dividend,
        @Nullable BigDecimal divisor) {
    static final Object NULL = new Object();
    private static final BigDecimal DAY = BigDecimal.valueOf(86_400_000_000L);

    /** Empty for volatile expressions: two evaluations need not agree. */
    static Optional<Term> of(RexNode node, @Nullable IntFunction<@Nullable Object> parameters) {
        RexNode core = strip(node);
        SqlType type = PgTypeFactory.sqlType(core.getType());
        if (Constant.isConstant(core)) {
            return Optional.of(constant(type, Constant.valueOf(core), core));
        }
        if (core instanceof RexDynamicParam parameter && parameters != null) {
            return Optional.of(constant(type, parameters.apply(parameter.getIndex()), core));
        }
        if (Rexes.isVolatile(core)) {
            return Optional.empty();
        }
        if (core instanceof RexCall call && isModulo(call)) {
            Optional<Term> dividend = of(call.getOperands().get(0), parameters);
            Optional<Term> divisor = of(call.getOperands().get(1), parameters);
            if (dividend.isPresent()
                    && dividend.get().constant == null
                    && isWhole(dividend.get().step)
                    && divisor.isPresent()
                    && divisor.get().constant instanceof Point point
                    && point.decimal().signum() != 0) {
                BigDecimal n = point.decimal();
                String key = "mod(" + dividend.get().key + "," + n.toPlainString() + ")";
                return Optional.of(new Term(key, null, BigDecimal.ONE, Point.Line.NUMBER, dividend.get(), n));
            }
        }
        return Optional.of(new Term(core.toString(), null, step(type), line(type), null, null));
    }

    private static Term constant(SqlType type, @Nullable Object value, RexNode node) {
        if (value == null) {
            return new Term("null", NULL, null, null, null, null);
        }
        Optional<Point> point = Point.of(type, value);
        // A constant off the lines is an unknown value of its own.
        return new Term(node.toString(), point.orElse(null), null, null, null, null);
    }

    private static boolean isModulo(RexCall call) {
        return call.getOperator() instanceof PgOperator operator
                && (operator.getName().equals("%") || operator.getName().equals("mod"))
                && call.getOperands().size() == 2
                && PgTypeFactory.sqlType(call.getType()).kind().isInteger();
    }

    /** The expression under casts that keep every value and the order of values. */
    static RexNode strip(RexNode node) {
        if (node.getKind() == SqlKind.CAST && node instanceof RexCall call) {
            RexNode inner = call.getOperands().getFirst();
            if (keepsValues(PgTypeFactory.sqlType(inner.getType()), PgTypeFactory.sqlType(node.getType()))) {
                return strip(inner);
            }
        }
        return node;
    }

    private static boolean keepsValues(SqlType from, SqlType to) {
        TypeKind source = from.kind();
        return switch (to.kind()) {
            case INT4 -> source == TypeKind.INT2 || source == TypeKind.INT4;
            case INT8 -> source.isInteger();
            case NUMERIC -> to.equals(from) || (to.typmod() < 0 && (source.isInteger() || source == TypeKind.NUMERIC));
            case FLOAT8 -> source == TypeKind.FLOAT4 || source == TypeKind.FLOAT8;
            case TEXT -> source == TypeKind.TEXT || source == TypeKind.VARCHAR || source == TypeKind.NAME;
            case VARCHAR ->
                to.equals(from) || (to.typmod() < 0 && (source == TypeKind.TEXT || source == TypeKind.VARCHAR));
            case TIMESTAMP -> source == TypeKind.DATE || (to.typmod() < 0 && source == TypeKind.TIMESTAMP);
            default -> to.equals(from);
        };
    }

    private static @Nullable BigDecimal step(SqlType type) {
        return switch (type.kind()) {
            case INT2, INT4, INT8, OID -> BigDecimal.ONE;
            case DATE -> DAY;
            default -> null;
        };
    }

    private static Point.@Nullable Line line(SqlType type) {
        return switch (type.kind()) {
            case INT2, INT4, INT8, OID, NUMERIC, FLOAT4, FLOAT8 -> Point.Line.NUMBER;
            case DATE, TIMESTAMP -> Point.Line.TIME;
            case TIMESTAMPTZ -> Point.Line.INSTANT;
            case TIME -> Point.Line.TIME_OF_DAY;
            case TEXT, VARCHAR, NAME -> Point.Line.TEXT;
            case BOOL -> Point.Line.BOOLEAN;
            case UUID -> Point.Line.UUID;
            default -> null;
        };
    }

    private static boolean isWhole(@Nullable BigDecimal step) {
        return step != null && step.compareTo(BigDecimal.ONE) == 0;
    }

    boolean isNull() {
        return NULL.equals(constant);
    }

    /** What is known before any condition. */
    Domain initial() {
        if (line == Point.Line.BOOLEAN) {
            return Domain.of(Range.singleton(Point.bool(false)))
                    .union(Domain.of(Range.singleton(Point.bool(true))))
                    .union(Domain.NULL);
        }
        if (divisor != null) {
            BigDecimal most = divisor.abs().subtract(BigDecimal.ONE);
            return Domain.of(Range.closed(Point.number(most.negate()), Point.number(most)))
                    .union(Domain.NULL);
        }
        return Domain.ALL;
    }
}
