package io.federator.gateway.format;

import io.federator.engine.plan.ResultColumn;
import io.federator.engine.session.CopyFormat;
import io.federator.engine.session.CopyInFormat;
import io.federator.engine.writer.LoadInput;
import io.federator.gateway.wire.MalformedContent;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the rows of COPY FROM from the bytes that a client sends, however it cuts them. Belongs to one thread. */
public abstract sealed class CopyReader implements LoadInput permits CopyBinaryReader, CopyTextReader {
    private final Supplier<byte @Nullable []> chunks;
    private final String table;
    private byte[] chunk = new byte[0];
    private int at;
    private boolean ended;

    CopyReader(String table, Supplier<byte @Nullable []> chunks) {
        this.table = table;
        this.chunks = chunks;
    }

    /**
     * A reader of one COPY.
     *
     * @param table for errors
     * @param chunks null after the last
     */
    public static CopyReader of(
            CopyInFormat format, String table, List<ResultColumn> columns, Supplier<byte @Nullable []> chunks) {
        return format.kind() == CopyFormat.Kind.BINARY
                ? new CopyBinaryReader(table, columns, chunks)
                : new CopyTextReader(format, table, columns, chunks);
    }

    @Override
    public boolean skips(SqlException error, String column, @Nullable String value) {
        return false;
    }

    /** The next byte, or -1 after the last. */
    final int read() {
        return fill() ? chunk[at++] & 0xff : -1;
    }

    /** The next byte, which is to be read again; -1 after the last. */
    final int peek() {
        return fill() ? chunk[at] & 0xff : -1;
    }

    private boolean fill() {
        while (at == chunk.length && !ended) {
            byte[] next = chunks.get();
            if (next == null) {
                ended = true;
            } else {
                chunk = next;
                at = 0;
            }
        }
        return at < chunk.length;
    }

    /** Reads the rest to its end. */
    final void passOver() {
        at = chunk.length;
        while (fill()) {
            at = chunk.length;
        }
    }

    final SqlException bad(String message) {
        return new SqlException(SqlState.BAD_COPY_FILE_FORMAT, message);
    }

    /** The error at the line that is being read. */
    final SqlException here(SqlException error, @Nullable String text) {
        if (line() == 0) {
            return error;
        }
        String shown =
                text == null ? "" : ": \"" + (text.length() > 100 ? text.substring(0, 100) + "..." : text) + "\"";
        return error.inContext("COPY " + table + ", line " + line() + shown);
    }

    final SqlException inColumn(SqlException error, String column) {
        return error.inContext("COPY " + table + ", line " + line() + ", column " + column);
    }

    static SqlException undecoded(MalformedContent e) {
        SqlState state = Stream.of(SqlState.CHARACTER_NOT_IN_REPERTOIRE, SqlState.UNTRANSLATABLE_CHARACTER)
                .filter(known -> e.state().equals(known.code()))
                .findFirst()
                .orElse(SqlState.INVALID_BINARY_REPRESENTATION);
        return new SqlException(state, e.text());
    }
}
