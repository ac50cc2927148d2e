package io.federator.gateway.format;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.plan.ResultColumn;
import io.federator.engine.session.CopyFormat;
import io.federator.gateway.wire.TextCodec;
import io.federator.gateway.wire.WireBuffer;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.RowCursor;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** COPY's text and CSV formats: a line a row. */
final class CopyTextWriter extends CopyWriter {
    private final CopyFormat format;
    private final List<String> names;
    private final SqlType[] types;
    private final WireType[] wires;
    private final EvaluationContext context;
    private final boolean csv;
    private final TextCodec codec;
    private final WireBuffer value = new WireBuffer(256);
    private final StringBuilder line = new StringBuilder();

    CopyTextWriter(CopyFormat format, List<ResultColumn> columns, EvaluationContext context) {
        this.format = format;
        this.names = columns.stream().map(ResultColumn::name).toList();
        this.types = columns.stream().map(ResultColumn::type).toArray(SqlType[]::new);
        this.wires = columns.stream().map(column -> WireTypes.of(column.type())).toArray(WireType[]::new);
        this.context = context;
        this.csv = format.kind() == CopyFormat.Kind.CSV;
        this.codec = new TextCodec(
                format.encoding().name(), format.encoding().charset().orElse(StandardCharsets.UTF_8));
    }

    @Override
    public void begin(WireBuffer out) {
        if (format.header()) {
            line.setLength(0);
            for (int i = 0; i < names.size(); i++) {
                delimit(i);
                append(names.get(i), false);
            }
            message(out, () -> endLine(out));
        }
    }

    @Override
    public void end(WireBuffer out) {
        // Nothing comes after the last line.
    }

    @Override
    void content(RowCursor row, WireBuffer out) {
        line.setLength(0);
        for (int i = 0; i < types.length; i++) {
            delimit(i);
            if (row.isNull(i)) {
                line.append(format.nullText());
                continue;
            }
            value.clear();
            wires[i].text(types[i], row, i, context, value);
            append(
                    new String(value.array(), 0, value.size(), StandardCharsets.UTF_8),
                    format.forceQuote().contains(i));
        }
        endLine(out);
    }

    private void delimit(int column) {
        if (column > 0) {
            line.append(format.delimiter());
        }
    }

    private void append(String text, boolean quoted) {
        if (!csv) {
            escaped(text);
        } else if (quoted || needsQuotes(text)) {
            quoted(text);
        } else {
            line.append(text);
        }
    }

    private void escaped(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char letter = switch (c) {
                case '\b' -> 'b';
                case '\f' -> 'f';
                case '\n' -> 'n';
                case '\r' -> 'r';
                case '\t' -> 't';
                case 0x0b -> 'v';
                case '\\' -> '\\';
                default -> c == format.delimiter() ? c : 0;
            };
            if (letter == 0) {
                line.append(c);
            } else {
                line.append('\\').append(letter);
            }
        }
    }

    /** What would be read as NULL, as the end of the data, or as more than one value. */
    private boolean needsQuotes(String text) {
        if (text.equals(format.nullText()) || (types.length == 1 && text.equals("\\."))) {
            return true;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == format.delimiter() || c == format.quote() || c == '\n' || c == '\r') {
                return true;
            }
        }
        return false;
    }

    private void quoted(String text) {
        line.append(format.quote());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == format.quote() || c == format.escape()) {
                line.append(format.escape());
            }
            line.append(c);
        }
        line.append(format.quote());
    }

    private void endLine(WireBuffer out) {
        line.append('\n');
        out.bytes(codec.encode(line));
    }
}
