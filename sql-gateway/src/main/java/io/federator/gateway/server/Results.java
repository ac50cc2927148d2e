package io.federator.gateway.server;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.plan.ResultColumn;
import io.federator.engine.session.CopyFormat;
import io.federator.engine.session.CopyInFormat;
import io.federator.engine.session.Portal;
import io.federator.engine.session.RowSink;
import io.federator.engine.writer.LoadInput;
import io.federator.gateway.format.CopyReader;
import io.federator.gateway.format.CopyWriter;
import io.federator.gateway.format.RowWriter;
import io.federator.gateway.wire.BackendMessage;
import io.federator.spi.source.QueryScope;
import io.federator.spi.value.RowCursor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends rows. Waits in {@link #row} while the client does not read. */
final class Results implements RowSink {
    private final SocketWriter writer;
    private final Inbox inbox;
    private final boolean described;
    private @Nullable RowWriter rows;
    private @Nullable CopyWriter copy;

    /** @param described whether a RowDescription goes before the rows, as the simple protocol has it */
    Results(SocketWriter writer, Inbox inbox, boolean described) {
        this.inbox = inbox;
        this.writer = writer;
        this.described = described;
    }

    static BackendMessage description(List<ResultColumn> columns, List<Integer> formats) {
        List<BackendMessage.Field> fields = new ArrayList<>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            ResultColumn column = columns.get(i);
            fields.add(new BackendMessage.Field(
                    column.name(),
                    column.tableOid(),
                    column.attribute(),
                    column.type().oid(),
                    column.type().kind().length(),
                    column.type().typmod(),
                    RowWriter.format(formats, i, columns.size())));
        }
        return new BackendMessage.RowDescription(fields);
    }

    @Override
    public void start(Portal portal, List<ResultColumn> columns, EvaluationContext context) {
        rows = new RowWriter(columns.stream().map(ResultColumn::type).toList(), portal.resultFormats(), context);
        if (described) {
            writer.write(description(columns, portal.resultFormats()));
        }
    }

    @Override
    public void startCopy(CopyFormat format, List<ResultColumn> columns, EvaluationContext context) {
        int wire = format.kind() == CopyFormat.Kind.BINARY ? 1 : 0;
        writer.write(new BackendMessage.CopyOutResponse(wire, columns.size()));
        copy = CopyWriter.of(format, columns, context);
        copy.begin(writer.buffer());
    }

    @Override
    public LoadInput receive(CopyInFormat format, String table, List<ResultColumn> columns, QueryScope scope) {
        int wire = format.kind() == CopyFormat.Kind.BINARY ? 1 : 0;
        writer.write(new BackendMessage.CopyInResponse(wire, columns.size()));
        writer.flush();
        return CopyReader.of(format, table, columns, new CopyInput(inbox, writer, scope));
    }

    @Override
    public void endCopy() {
        if (copy != null) {
            copy.end(writer.buffer());
        }
        writer.write(new BackendMessage.CopyDone());
    }

    @Override
    public void row(RowCursor cursor) {
        if (copy != null) {
            copy.row(cursor, writer.buffer());
            writer.flushIfFull();
            return;
        }
        if (rows == null) {
            throw new IllegalStateException("start comes first");
        }
        rows.write(cursor, writer.buffer());
        writer.flushIfFull();
    }
}
