package io.federator.spi.value;

import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A composite value: {@code ROW(…)}. */
public record RowValue(List<SqlType> types, List<@Nullable Object> fields) {
    public RowValue {
        types = List.copyOf(types);
        fields = Collections.unmodifiableList(new ArrayList<>(fields));
    }
}
