package io.federator.gateway.format;

import io.federator.engine.plan.ResultColumn;
import io.federator.gateway.wire.MalformedContent;
import io.federator.gateway.wire.MessageReader;
import io.federator.gateway.wire.TextCodec;
import io.federator.spi.error.SqlException;
import io.federator.spi.type.SqlType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** COPY's binary format. */
final class CopyBinaryReader extends CopyReader {
    private static final byte[] SIGNATURE = "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int PIECE = 1 << 16;

    private final List<ResultColumn> columns;
    private boolean started;
    private boolean done;
    private long line;

    CopyBinaryReader(String table, List<ResultColumn> columns, Supplier<byte @Nullable []> chunks) {
        super(table, chunks);
        this.columns = columns;
    }

    @Override
    public boolean isText() {
        return false;
    }

    @Override
    public long line() {
        return line;
    }

    @Override
    public @Nullable String lineText() {
        return null;
    }

    @Override
    public @Nullable Object @Nullable [] next() {
        if (!started) {
            started = true;
            header();
        }
        if (done) {
            return null;
        }
        line++;
        int high = read();
        int low = high < 0 ? -1 : read();
        if (low < 0) {
            done = true;
            return null;
        }
        int count = (short) (high << 8 | low);
        if (count == -1) {
            if (read() >= 0) {
                throw here(bad("received copy data after EOF marker"), null);
            }
            done = true;
            return null;
        }
        if (count != columns.size()) {
            throw here(bad("row field count is " + count + ", expected " + columns.size()), null);
        }
        @Nullable Object[] row = new @Nullable Object[count];
        for (int i = 0; i < count; i++) {
            row[i] = field(columns.get(i));
        }
        return row;
    }

    private void header() {
        byte[] signature = new byte[SIGNATURE.length];
        for (int i = 0; i < signature.length; i++) {
            signature[i] = (byte) read();
        }
        if (!Arrays.equals(signature, SIGNATURE)) {
            throw here(bad("COPY file signature not recognized"), null);
        }
        int flags = headerInt("flags");
        if ((flags & (1 << 16)) != 0) {
            throw here(bad("invalid COPY file header (WITH OIDS)"), null);
        }
        if ((flags >>> 16) != 0) {
            throw here(bad("unrecognized critical flags in COPY file header"), null);
        }
        int length = headerInt("length");
        if (length < 0) {
            throw here(bad("invalid COPY file header (missing length)"), null);
        }
        for (int i = 0; i < length; i++) {
            if (read() < 0) {
                throw here(bad("invalid COPY file header (wrong length)"), null);
            }
        }
    }

    private int headerInt(String what) {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int next = read();
            if (next < 0) {
                throw here(bad("invalid COPY file header (missing " + what + ")"), null);
            }
            value = value << 8 | next;
        }
        return value;
    }

    private int need(String column) {
        int next = read();
        if (next < 0) {
            throw inColumn(bad("unexpected EOF in COPY data"), column);
        }
        return next;
    }

    private @Nullable Object field(ResultColumn column) {
        String name = column.name();
        int length = need(name) << 24 | need(name) << 16 | need(name) << 8 | need(name);
        if (length == -1) {
            return null;
        }
        if (length < 0) {
            throw inColumn(bad("invalid field size"), name);
        }
        ByteArrayOutputStream gathered = new ByteArrayOutputStream(Math.min(length, PIECE));
        for (int i = 0; i < length; i++) {
            gathered.write(need(name));
        }
        byte[] bytes = gathered.toByteArray();
        SqlType type = column.type();
        try {
            MessageReader in = new MessageReader(bytes, 0, bytes.length, TextCodec.UTF8);
            Object value = WireTypes.of(type).fromBinary(type, in);
            if (in.remaining() > 0) {
                throw WireTypes.badBinary("incorrect binary data format");
            }
            return value;
        } catch (SqlException e) {
            throw inColumn(e, name);
        } catch (MalformedContent e) {
            throw inColumn(undecoded(e), name);
        }
    }
}
