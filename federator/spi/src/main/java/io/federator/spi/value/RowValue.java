package io.federator.spi.value;

import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A composite value: {@code ROW(…)}. */
public record RowValue(List<SqlType> types, List<@Nullable Object> fields) {
    // Not compact: javac drops the annotation of the element type from a compact constructor's parameters.
    public RowValue(List<SqlType> types, List<@Nullable Object> fields) {
        this.types = List.copyOf(types);
        this.fields = Collections.unmodifiableList(new ArrayList<>(fields));
    }
}
