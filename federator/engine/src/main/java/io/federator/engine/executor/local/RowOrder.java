package io.federator.engine.executor.local;

import io.federator.engine.function.FunctionCatalog;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelFieldCollation.NullDirection;
import org.jspecify.annotations.Nullable;

/** The order of rows that ORDER BY asks for. */
final class RowOrder {
    private RowOrder() {}

    /** @param types of the whole row */
    static Comparator<@Nullable Object[]> of(RelCollation collation, List<SqlType> types, FunctionCatalog functions) {
        List<Comparator<@Nullable Object[]>> fields = new ArrayList<>();
        for (RelFieldCollation field : collation.getFieldCollations()) {
            fields.add(field(field, functions.order(types.get(field.getFieldIndex()))));
        }
        return (a, b) -> {
            for (Comparator<@Nullable Object[]> field : fields) {
                int verdict = field.compare(a, b);
                if (verdict != 0) {
                    return verdict;
                }
            }
            return 0;
        };
    }

    private static Comparator<@Nullable Object[]> field(RelFieldCollation field, Comparator<Object> values) {
        int column = field.getFieldIndex();
        Comparator<Object> order = field.direction.isDescending() ? values.reversed() : values;
        int nulls = field.nullDirection == NullDirection.FIRST ? -1 : 1;
        return (a, b) -> {
            Object left = a[column];
            Object right = b[column];
            if (left == null || right == null) {
                return left == right ? 0 : left == null ? nulls : -nulls;
            }
            return order.compare(left, right);
        };
    }
}
