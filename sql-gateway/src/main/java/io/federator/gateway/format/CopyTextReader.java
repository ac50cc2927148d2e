package io.federator.gateway.format;

import io.federator.engine.plan.ResultColumn;
import io.federator.engine.session.CopyFormat;
import io.federator.engine.session.CopyInFormat;
import io.federator.engine.session.CopyInFormat.Header;
import io.federator.gateway.wire.MalformedContent;
import io.federator.gateway.wire.TextCodec;
import io.federator.spi.error.SqlException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** COPY's text and CSV formats: lines, which {@link CopyFields} cuts into fields. */
final class CopyTextReader extends CopyReader {
    private enum LineEnd {
        UNKNOWN,
        NEWLINE,
        RETURN,
        BOTH
    }

    private final CopyInFormat format;
    private final List<String> names;
    private final boolean csv;
    private final TextCodec codec;
    private final CopyFields fields;
    private byte[] buffer = new byte[1024];
    private int size;
    private LineEnd lineEnd = LineEnd.UNKNOWN;
    private boolean ended;
    private boolean started;
    private long line;
    private @Nullable String text;

    CopyTextReader(CopyInFormat format, String table, List<ResultColumn> columns, Supplier<byte @Nullable []> chunks) {
        super(table, chunks);
        this.format = format;
        this.names = columns.stream().map(ResultColumn::name).toList();
        this.csv = format.kind() == CopyFormat.Kind.CSV;
        this.codec = new TextCodec(
                format.encoding().name(), format.encoding().charset().orElse(StandardCharsets.UTF_8));
        this.fields = csv ? new CsvFields(format, names) : new TextFields(format, names.size());
    }

    @Override
    public boolean isText() {
        return true;
    }

    @Override
    public long line() {
        return line;
    }

    @Override
    public @Nullable String lineText() {
        return text;
    }

    @Override
    public @Nullable Object @Nullable [] next() {
        if (!started) {
            started = true;
            header();
        }
        String next = readLine();
        if (next == null) {
            return null;
        }
        try {
            return fields.split(next, names);
        } catch (MalformedContent e) {
            throw here(undecoded(e), next);
        } catch (SqlException e) {
            throw here(e, next);
        }
    }

    private void header() {
        if (format.header() == Header.NONE) {
            return;
        }
        String first = readLine();
        if (format.header() == Header.MATCHED && first != null) {
            try {
                fields.checkHeader(first, names);
            } catch (SqlException e) {
                throw here(e, first);
            }
        }
    }

    /** The next line without its end, or null after the last. */
    private @Nullable String readLine() {
        text = null;
        if (ended) {
            return null;
        }
        line++;
        size = 0;
        boolean found;
        try {
            found = csv ? csvLine() : textLine();
        } catch (SqlException e) {
            throw e.context() == null ? here(e, null) : e;
        }
        if (!found) {
            ended = true;
            passOver();
            if (size == 0) {
                return null;
            }
        }
        try {
            text = codec.decode(buffer, 0, size);
        } catch (MalformedContent e) {
            throw here(undecoded(e), null);
        }
        return text;
    }

    /** Fills the buffer; false at the end of the data. */
    private boolean textLine() {
        while (true) {
            int next = read();
            switch (next) {
                case -1 -> {
                    return false;
                }
                case '\r', '\n' -> {
                    endLine(next);
                    return true;
                }
                case '\\' -> {
                    int escaped = peek();
                    if (escaped == '.' && size == 0) {
                        read();
                        endOfData();
                        return false;
                    }
                    if (escaped == '.') {
                        throw bad("end-of-copy marker is not alone on its line");
                    }
                    add('\\');
                    if (escaped >= 0) {
                        add(read());
                    }
                }
                default -> add(next);
            }
        }
    }

    /** After the marker only the line's end may come. */
    private void endOfData() {
        int next = read();
        if (next != '\r' && next != '\n' && next != -1) {
            throw bad("end-of-copy marker is not alone on its line");
        }
        boolean both = next == '\r' && peek() == '\n';
        boolean matches = next == -1
                || switch (lineEnd) {
                    case UNKNOWN -> true;
                    case NEWLINE -> next == '\n';
                    case RETURN -> next == '\r' && !both;
                    case BOTH -> both;
                };
        if (!matches) {
            throw bad("end-of-copy marker does not match previous newline style");
        }
    }

    private boolean csvLine() {
        boolean quoted = false;
        boolean escaped = false;
        int quote = format.quote();
        int escape = format.escape() == format.quote() ? -2 : format.escape();
        while (true) {
            int next = read();
            if (next == -1) {
                return false;
            }
            if (quoted && next == escape) {
                escaped = !escaped;
            }
            if (next == quote && !escaped) {
                quoted = !quoted;
            }
            if (next != escape) {
                escaped = false;
            }
            if (!quoted && (next == '\r' || next == '\n')) {
                endLine(next);
                return true;
            }
            if (quoted && next == (lineEnd == LineEnd.NEWLINE ? '\n' : '\r')) {
                line++;
            }
            add(next);
        }
    }

    private void endLine(int first) {
        if (first == '\n') {
            if (lineEnd == LineEnd.RETURN || lineEnd == LineEnd.BOTH) {
                throw csv
                        ? bad("unquoted newline found in data").withHint("Use quoted CSV field to represent newline.")
                        : bad("literal newline found in data").withHint("Use \"\\n\" to represent newline.");
            }
            lineEnd = LineEnd.NEWLINE;
            return;
        }
        if ((lineEnd == LineEnd.UNKNOWN || lineEnd == LineEnd.BOTH) && peek() == '\n') {
            read();
            lineEnd = LineEnd.BOTH;
        } else if (lineEnd == LineEnd.NEWLINE || lineEnd == LineEnd.BOTH) {
            throw csv
                    ? bad("unquoted carriage return found in data")
                            .withHint("Use quoted CSV field to represent carriage return.")
                    : bad("literal carriage return found in data")
                            .withHint("Use \"\\r\" to represent carriage return.");
        } else {
            lineEnd = LineEnd.RETURN;
        }
    }

    private void add(int next) {
        if (size == buffer.length) {
            buffer = Arrays.copyOf(buffer, (int) Math.min(2L * size, Integer.MAX_VALUE - 8L));
        }
        buffer[size++] = (byte) next;
    }
}
