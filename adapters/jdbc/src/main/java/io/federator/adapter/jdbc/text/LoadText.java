package io.federator.adapter.jdbc.text;

import io.federator.spi.source.TableLoad;
import io.federator.spi.type.SqlType;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows as lines of fields with tabs between them, in UTF-8: the text format of PostgreSQL's COPY, which MySQL's LOAD DATA has by default
 * as well. For one thread.
 */
public final class LoadText {
    /** A value as the column's type reads it; integers are not asked about. */
    @FunctionalInterface
    public interface Field {
        String text(SqlType type, Object value);
    }

    private final TableLoad load;
    private final SqlType[] types;
    private final Field field;
    private byte[] bytes;
    private int size;
    private int row;

    /** @param capacity how many bytes will about do */
    public LoadText(TableLoad load, Field field, int capacity) {
        this.load = load;
        this.types = load.types().toArray(new SqlType[0]);
        this.field = field;
        this.bytes = new byte[capacity];
    }

    /** Begins anew with the rows that follow, as many as make so many bytes; false when there are none left. */
    public boolean fill(int enough) {
        size = 0;
        int rows = load.values().rows();
        while (row < rows && size < enough) {
            append(row++);
        }
        return size > 0;
    }

    /** The text; valid up to {@link #size} and until the next {@link #fill}. */
    public byte[] bytes() {
        return bytes;
    }

    public int size() {
        return size;
    }

    /** The text, until the next {@link #fill}. */
    public InputStream stream() {
        return new ByteArrayInputStream(bytes, 0, size);
    }

    private void append(int number) {
        for (int i = 0; i < types.length; i++) {
            if (i > 0) {
                put((byte) '\t');
            }
            append(types[i], load.values().value(number, i));
        }
        put((byte) '\n');
    }

    private void append(SqlType type, @Nullable Object value) {
        if (value == null) {
            put((byte) '\\');
            put((byte) 'N');
            return;
        }
        escape(type.kind().isInteger() ? value.toString() : field.text(type, value));
    }

    private void escape(String text) {
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        reserve(2 * plain.length);
        for (byte b : plain) {
            switch (b) {
                case '\\' -> escaped('\\');
                case '\n' -> escaped('n');
                case '\r' -> escaped('r');
                case '\t' -> escaped('t');
                default -> bytes[size++] = b;
            }
        }
    }

    private void escaped(char second) {
        bytes[size++] = '\\';
        bytes[size++] = (byte) second;
    }

    private void put(byte b) {
        reserve(1);
        bytes[size++] = b;
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
