package io.federator.spi.value;

import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A composite value: {@code ROW(…)}, or the row of a table.
 *
 * @param names the names of the fields, which JSON shows and nothing else; empty for {@code f1}, {@code f2}, …
 */
public record RowValue(List<String> names, List<SqlType> types, List<@Nullable Object> fields) {
    // Not compact: javac drops the annotation of the element type from a compact constructor's parameters.
    public RowValue(List<String> names, List<SqlType> types, List<@Nullable Object> fields) {
        this.names = List.copyOf(names);
        this.types = List.copyOf(types);
        this.fields = Collections.unmodifiableList(new ArrayList<>(fields));
    }

    /** A row whose fields have no names of their own. */
    public RowValue(List<SqlType> types, List<@Nullable Object> fields) {
        this(List.of(), types, fields);
    }

    /** The name of a field, from 0. */
    public String name(int index) {
        return names.isEmpty() ? "f" + (index + 1) : names.get(index);
    }
}
