package io.federator.engine.executor.local;

import io.federator.engine.function.FunctionCatalog;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Columns of a row as a key of a hash table: equal when SQL takes the values for not distinct. */
final class RowKey {
    private final @Nullable Object[] values;
    private final int hash;

    private RowKey(@Nullable Object[] values) {
        this.values = values;
        this.hash = Arrays.hashCode(values);
    }

    /** Whether one of these columns of the key is NULL. */
    boolean hasNull(BitSet columns) {
        for (int i = columns.nextSetBit(0); i >= 0; i = columns.nextSetBit(i + 1)) {
            if (values[i] == null) {
                return true;
            }
        }
        return false;
    }

    /** Whether any column of the key is NULL. */
    boolean hasNull() {
        return Arrays.stream(values).anyMatch(Objects::isNull);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowKey key && hash == key.hash && Arrays.equals(values, key.values);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** Makes keys of certain columns. Safe for any thread. */
    static final class Maker {
        private final int[] columns;
        private final List<SqlType> types;
        private final FunctionCatalog functions;

        /** @param types of the whole row */
        Maker(List<Integer> columns, List<SqlType> types, FunctionCatalog functions) {
            this.columns = columns.stream().mapToInt(Integer::intValue).toArray();
            List<SqlType> keyTypes = new ArrayList<>();
            columns.forEach(c -> keyTypes.add(types.get(c)));
            this.types = List.copyOf(keyTypes);
            this.functions = functions;
        }

        /** Every column of rows of these types. */
        static Maker ofWholeRow(List<SqlType> types, FunctionCatalog functions) {
            return new Maker(IntStream.range(0, types.size()).boxed().toList(), types, functions);
        }

        RowKey of(@Nullable Object[] row) {
            @Nullable Object[] key = new @Nullable Object[columns.length];
            for (int i = 0; i < key.length; i++) {
                Object value = row[columns[i]];
                key[i] = value == null ? null : functions.hashKey(types.get(i), value);
            }
            return new RowKey(key);
        }
    }
}
