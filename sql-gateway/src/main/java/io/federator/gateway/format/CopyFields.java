package io.federator.gateway.format;

import io.federator.engine.writer.LoadInput;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts a line of COPY FROM into fields. Belongs to one thread. */
abstract sealed class CopyFields permits CsvFields, TextFields {
    private final String nullText;
    private final @Nullable String defaultText;
    private final List<@Nullable Object> found = new ArrayList<>();

    CopyFields(String nullText, @Nullable String defaultText) {
        this.nullText = nullText;
        this.defaultText = defaultText;
    }

    /** Calls {@link #add} for each field. */
    abstract void cut(String line);

    /** What is kept of a field that stands for nothing else. */
    @Nullable Object forced(int position, @Nullable Object field) {
        return field;
    }

    final @Nullable Object[] split(String line, List<String> names) {
        List<@Nullable Object> fields = all(line);
        if (fields.size() > names.size()) {
            throw bad("extra data after last expected column");
        }
        @Nullable Object[] row = new @Nullable Object[fields.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = forced(i, fields.get(i));
        }
        return row;
    }

    private List<@Nullable Object> all(String line) {
        found.clear();
        cut(line);
        return found;
    }

    /** @throws SqlException 22P04 unless the line names the columns */
    final void checkHeader(String line, List<String> names) {
        List<@Nullable Object> fields = all(line);
        if (fields.size() != names.size()) {
            throw bad("wrong number of fields in header line: got " + fields.size() + ", expected " + names.size());
        }
        for (int i = 0; i < names.size(); i++) {
            Object field = fields.get(i);
            if (!names.get(i).equals(field)) {
                String got = field == null ? "null value (\"" + nullText + "\")" : "\"" + field + "\"";
                throw bad("column name mismatch in header line field " + (i + 1) + ": got " + got + ", expected \""
                        + names.get(i) + "\"");
            }
        }
    }

    /** @param raw as it stands in the line */
    final void add(String raw, String value) {
        if (raw.equals(nullText)) {
            found.add(null);
        } else {
            found.add(raw.equals(defaultText) ? LoadInput.DEFAULT : value);
        }
    }

    final String nullText() {
        return nullText;
    }

    static SqlException bad(String message) {
        return new SqlException(SqlState.BAD_COPY_FILE_FORMAT, message);
    }
}
