package io.federator.duckdb;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import io.federator.spi.value.Bytes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/** DuckDB's vectors to PostgreSQL's values, in the form in which {@link DuckDbDialect#output} fetches them. */
final class ResultDecoder {
    private final List<SqlType> types;

    ResultDecoder(List<SqlType> types) {
        this.types = types;
    }

    static boolean isLong(TypeKind kind) {
        return switch (kind) {
            case INT2, INT4, INT8, OID, DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> true;
            default -> false;
        };
    }

    static boolean isDouble(TypeKind kind) {
        return kind == TypeKind.FLOAT4 || kind == TypeKind.FLOAT8;
    }

    ResultBatch decode(DuckDBDataChunkReader chunk) {
        int rows = Math.toIntExact(chunk.rowCount());
        Object[] values = new Object[types.size()];
        boolean[] @Nullable [] nulls = new boolean[types.size()] @Nullable [];
        for (int column = 0; column < types.size(); column++) {
            DuckDBReadableVector vector = chunk.vector(column);
            SqlType type = types.get(column);
            nulls[column] = nulls(vector, rows);
            values[column] = isLong(type.kind())
                    ? longs(vector, type, rows, nulls[column])
                    : isDouble(type.kind())
                            ? doubles(vector, rows, nulls[column])
                            : objects(vector, type, rows, nulls[column]);
        }
        return new ResultBatch(rows, values, nulls);
    }

    private static boolean @Nullable [] nulls(DuckDBReadableVector vector, int rows) {
        boolean[] nulls = null;
        for (int row = 0; row < rows; row++) {
            if (vector.isNull(row)) {
                if (nulls == null) {
                    nulls = new boolean[rows];
                }
                nulls[row] = true;
            }
        }
        return nulls;
    }

    private static boolean present(boolean @Nullable [] nulls, int row) {
        return nulls == null || !nulls[row];
    }

    private static long[] longs(DuckDBReadableVector vector, SqlType type, int rows, boolean @Nullable [] nulls) {
        long[] values = new long[rows];
        DuckDBColumnType stored = vector.getType();
        for (int row = 0; row < rows; row++) {
            if (present(nulls, row)) {
                values[row] = longOf(vector, stored, row, type);
            }
        }
        return values;
    }

    private static long longOf(DuckDBReadableVector vector, DuckDBColumnType stored, int row, SqlType type) {
        long value = switch (stored) {
            case BIGINT -> vector.getLong(row);
            case INTEGER -> vector.getInt(row);
            case SMALLINT -> vector.getShort(row);
            case TINYINT -> vector.getByte(row);
            case HUGEINT -> narrow(vector.getHugeInt(row), type);
            default -> throw unexpected(stored, type);
        };
        boolean fits = switch (type.kind()) {
            case INT2 -> value == (short) value;
            case INT4, DATE -> value == (int) value;
            default -> true;
        };
        if (!fits) {
            throw outOfRange(type);
        }
        return value;
    }

    private static long narrow(BigInteger value, SqlType type) {
        if (value.bitLength() > 63) {
            throw outOfRange(type);
        }
        return value.longValue();
    }

    private static double[] doubles(DuckDBReadableVector vector, int rows, boolean @Nullable [] nulls) {
        double[] values = new double[rows];
        boolean single = vector.getType() == DuckDBColumnType.FLOAT;
        for (int row = 0; row < rows; row++) {
            if (present(nulls, row)) {
                values[row] = single ? vector.getFloat(row) : vector.getDouble(row);
            }
        }
        return values;
    }

    private static @Nullable Object[] objects(
            DuckDBReadableVector vector, SqlType type, int rows, boolean @Nullable [] nulls) {
        @Nullable Object[] values = new Object[rows];
        for (int row = 0; row < rows; row++) {
            if (present(nulls, row)) {
                values[row] = object(vector, type, row);
            }
        }
        return values;
    }

    private static Object object(DuckDBReadableVector vector, SqlType type, int row) {
        return switch (type.kind()) {
            case BOOL -> vector.getBoolean(row);
            case NUMERIC -> numeric(vector, type, row);
            case TEXT, VARCHAR, BPCHAR, NAME, JSON, JSONB -> vector.getString(row);
            case INTERVAL -> IntervalText.parse(vector.getString(row));
            case UUID -> UUID.fromString(vector.getString(row));
            case BYTEA -> new Bytes(HexFormat.of().parseHex(vector.getString(row)));
            default -> throw unexpected(vector.getType(), type);
        };
    }

    private static BigDecimal numeric(DuckDBReadableVector vector, SqlType type, int row) {
        BigDecimal value = switch (vector.getType()) {
            case DECIMAL -> vector.getBigDecimal(row);
            case HUGEINT -> new BigDecimal(vector.getHugeInt(row));
            case BIGINT -> BigDecimal.valueOf(vector.getLong(row));
            case INTEGER -> BigDecimal.valueOf(vector.getInt(row));
            case SMALLINT -> BigDecimal.valueOf(vector.getShort(row));
            default -> throw unexpected(vector.getType(), type);
        };
        int scale = type.scale();
        if (scale < 0 || type.precision() < 0 || value.scale() == scale) {
            return value;
        }
        if (value.scale() > scale) {
            throw unexpected(vector.getType(), type);
        }
        return value.setScale(scale);
    }

    private static SqlException outOfRange(SqlType type) {
        return new SqlException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, type.kind().display() + " out of range");
    }

    private static SqlException unexpected(DuckDBColumnType stored, SqlType type) {
        return new SqlException(
                SqlState.INTERNAL_ERROR,
                "the residual engine returned " + stored.name().toLowerCase(Locale.ROOT) + " for type " + type);
    }
}
