package io.federator.duckdb;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.Bytes;
import io.federator.spi.value.Interval;
import io.federator.spi.value.RowCursor;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;

/** Writes one column of a cursor into the Arrow vector of a batch. Used by one thread at a time. */
abstract class InputColumn {
    /** Room for text in a column's first batch; later ones start with what the one before took. */
    private static final long FIRST_BYTES = 16 * 1024;

    private static final int LONG_DIGITS = 18;

    private final FieldVector vector;
    private long bytes = FIRST_BYTES;

    private InputColumn(FieldVector vector) {
        this.vector = vector;
    }

    /** Makes room for a new batch; the buffers of the one before are left to whoever took them over. */
    final void start(int rows) {
        switch (vector) {
            case BaseFixedWidthVector fixed -> fixed.allocateNew(rows);
            case BaseVariableWidthVector variable -> variable.allocateNew(bytes, rows);
            default -> throw new IllegalStateException("a vector of " + vector.getField());
        }
    }

    final void finish(int rows) {
        vector.setValueCount(rows);
        if (vector instanceof BaseVariableWidthVector variable) {
            bytes = Math.max(FIRST_BYTES, variable.sizeOfValueBuffer());
        }
    }

    /** Writes the cursor's current value, which is not null, and returns how many bytes of variable length it took. */
    abstract int write(RowCursor rows, int column, int row);

    static InputColumn of(SqlType type, FieldVector vector) {
        return switch (type.kind()) {
            case BOOL -> new Booleans((BitVector) vector);
            case INT2 -> new Shorts((SmallIntVector) vector);
            case INT4, DATE -> new Ints((IntVector) vector);
            case FLOAT4 -> new Floats((Float4Vector) vector);
            case FLOAT8 -> new Doubles((Float8Vector) vector);
            case NUMERIC -> new Decimals(type, (DecimalVector) vector);
            case UUID -> new Uuids((FixedSizeBinaryVector) vector);
            case TEXT, VARCHAR, BPCHAR, NAME, JSON, JSONB, INTERVAL, BYTEA ->
                new Variable((BaseVariableWidthVector) vector);
            default -> new Longs((BigIntVector) vector);
        };
    }

    private static final class Booleans extends InputColumn {
        private final BitVector vector;

        Booleans(BitVector vector) {
            super(vector);
            this.vector = vector;
        }

        @Override
        int write(RowCursor rows, int column, int row) {
            vector.set(row, Boolean.TRUE.equals(rows.get(column)) ? 1 : 0);
            return 0;
        }
    }

    private static final class Shorts extends InputColumn {
        private final SmallIntVector vector;

        Shorts(SmallIntVector vector) {
            super(vector);
            this.vector = vector;
        }

        @Override
        int write(RowCursor rows, int column, int row) {
            vector.set(row, (short) rows.getLong(column));
            return 0;
        }
    }

    private static final class Ints extends InputColumn {
        private final IntVector vector;

        Ints(IntVector vector) {
            super(vector);
            this.vector = vector;
        }

        @Override
        int write(RowCursor rows, int column, int row) {
            vector.set(row, (int) rows.getLong(column));
            return 0;
        }
    }

    private static final class Longs extends InputColumn {
        private final BigIntVector vector;

        Longs(BigIntVector vector) {
            super(vector);
            this.vector = vector;
        }

        @Override
        int write(RowCursor rows, int column, int row) {
            vector.set(row, rows.getLong(column));
            return 0;
        }
    }

    private static final class Floats extends InputColumn {
        private final Float4Vector vector;

        Floats(Float4Vector vector) {
            super(vector);
            this.vector = vector;
        }

        @Override
        int write(RowCursor rows, int column, int row) {
            vector.set(row, (float) rows.getDouble(column));
            return 0;
        }
    }

    private static final class Doubles extends InputColumn {
        private final Float8Vector vector;

        Doubles(Float8Vector vector) {
            super(vector);
            this.vector = vector;
        }

        @Override
        int write(RowCursor rows, int column, int row) {
            vector.set(row, rows.getDouble(column));
            return 0;
        }
    }

    private static final class Decimals extends InputColumn {
        private final SqlType type;
        private final DecimalVector vector;

        Decimals(SqlType type, DecimalVector vector) {
            super(vector);
            this.type = type;
            this.vector = vector;
        }

        @Override
        int write(RowCursor rows, int column, int row) {
            Object value = rows.get(column);
            if (!(value instanceof BigDecimal number)) {
                throw new SqlException(
                        SqlState.FEATURE_NOT_SUPPORTED,
                        "the residual engine cannot hold the numeric value \"" + value + "\"");
            }
            if (number.scale() > type.scale()) {
                throw tooLong(number);
            }
            BigDecimal scaled = number.scale() == type.scale() ? number : number.setScale(type.scale());
            if (scaled.precision() > type.precision()) {
                throw tooLong(number);
            }
            if (scaled.precision() <= LONG_DIGITS) {
                vector.set(row, scaled.unscaledValue().longValue());
            } else {
                vector.set(row, scaled);
            }
            return 0;
        }

        private SqlException tooLong(BigDecimal number) {
            return new SqlException(
                    SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
                    "value \"" + number.toPlainString() + "\" does not fit type " + type);
        }
    }

    private static final class Uuids extends InputColumn {
        private final FixedSizeBinaryVector vector;
        private final byte[] bytes = new byte[16];

        Uuids(FixedSizeBinaryVector vector) {
            super(vector);
            this.vector = vector;
        }

        @Override
        int write(RowCursor rows, int column, int row) {
            if (!(rows.get(column) instanceof UUID uuid)) {
                throw new IllegalStateException("column " + column + " is no uuid");
            }
            ByteBuffer.wrap(bytes).putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
            vector.set(row, bytes);
            return 0;
        }
    }

    private static final class Variable extends InputColumn {
        private final BaseVariableWidthVector vector;

        Variable(BaseVariableWidthVector vector) {
            super(vector);
            this.vector = vector;
        }

        @Override
        int write(RowCursor rows, int column, int row) {
            byte[] value = switch (rows.get(column)) {
                case String text -> text.getBytes(StandardCharsets.UTF_8);
                case Bytes binary -> binary.array();
                case Interval interval -> IntervalText.of(interval).getBytes(StandardCharsets.US_ASCII);
                case null, default -> throw new IllegalStateException("column " + column + " is no text");
            };
            vector.setSafe(row, value);
            return value.length;
        }
    }
}
