package io.federator.engine.localizer;

import io.federator.spi.type.SqlType;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * A value on the line on which conditions are compared. All exact numbers share one line, as do dates and timestamps (in
 * microseconds), so that a widening cast changes nothing; texts are in order of their code points.
 */
record Point(Line line, Comparable<?> value) implements Comparable<Point> {
    private static final BigDecimal DAY = BigDecimal.valueOf(86_400_000_000L);

    /** Beyond every moment, and a whole number of days as every date is. */
    private static final BigDecimal INFINITY = DAY.scaleByPowerOfTen(30);

    /** Values of different lines are never compared. */
    enum Line {
        NUMBER,
        TIME,
        INSTANT,
        TIME_OF_DAY,
        TEXT,
        BOOLEAN,
        UUID
    }

    /** Empty for values and types that conditions are not reasoned about. */
    static Optional<Point> of(SqlType type, Object value) {
        return switch (type.kind()) {
            case INT2, INT4, INT8, OID -> Optional.of(number(BigDecimal.valueOf(((Number) value).longValue())));
            case NUMERIC -> value instanceof BigDecimal decimal ? Optional.of(number(decimal)) : Optional.empty();
            case FLOAT4 ->
                Float.isFinite((Float) value) ? Optional.of(number(new BigDecimal((Float) value))) : Optional.empty();
            case FLOAT8 ->
                Double.isFinite((Double) value)
                        ? Optional.of(number(new BigDecimal((Double) value)))
                        : Optional.empty();
            case DATE -> Optional.of(new Point(Line.TIME, date((Integer) value)));
            case TIMESTAMP -> Optional.of(new Point(Line.TIME, moment((Long) value)));
            case TIMESTAMPTZ -> Optional.of(new Point(Line.INSTANT, moment((Long) value)));
            case TIME -> Optional.of(new Point(Line.TIME_OF_DAY, plain(BigDecimal.valueOf((Long) value))));
            case TEXT, VARCHAR, NAME -> Optional.of(new Point(Line.TEXT, new Text((String) value)));
            case BOOL -> Optional.of(new Point(Line.BOOLEAN, (Boolean) value));
            case UUID -> Optional.of(new Point(Line.UUID, new Id((UUID) value)));
            default -> Optional.empty();
        };
    }

    static Point number(BigDecimal value) {
        return new Point(Line.NUMBER, plain(value));
    }

    /** Equal decimals with equal digits. */
    static BigDecimal plain(BigDecimal value) {
        return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }

    static Point bool(boolean value) {
        return new Point(Line.BOOLEAN, value);
    }

    BigDecimal decimal() {
        return (BigDecimal) value;
    }

    private static BigDecimal date(int days) {
        return days == Integer.MAX_VALUE
                ? INFINITY
                : days == Integer.MIN_VALUE
                        ? INFINITY.negate()
                        : plain(BigDecimal.valueOf(days).multiply(DAY));
    }

    private static BigDecimal moment(long micros) {
        return micros == Long.MAX_VALUE
                ? INFINITY
                : micros == Long.MIN_VALUE ? INFINITY.negate() : plain(BigDecimal.valueOf(micros));
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public int compareTo(Point other) {
        int byLine = line.compareTo(other.line);
        return byLine != 0 ? byLine : ((Comparable) value).compareTo(other.value);
    }

    /** A text in order of code points, which is not the order of Java's strings. */
    private record Text(String text) implements Comparable<Text> {
        @Override
        public int compareTo(Text other) {
            int[] mine = text.codePoints().toArray();
            int[] theirs = other.text.codePoints().toArray();
            return Arrays.compare(mine, theirs);
        }
    }

    /** A UUID in order of its unsigned bytes. */
    private record Id(UUID id) implements Comparable<Id> {
        @Override
        public int compareTo(Id other) {
            int high = Long.compareUnsigned(id.getMostSignificantBits(), other.id.getMostSignificantBits());
            return high != 0
                    ? high
                    : Long.compareUnsigned(id.getLeastSignificantBits(), other.id.getLeastSignificantBits());
        }
    }
}
