package io.federator.gateway.format;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.plan.ResultColumn;
import io.federator.engine.session.CopyFormat;
import io.federator.gateway.wire.WireBuffer;
import io.federator.spi.value.RowCursor;
import java.util.List;

/**
 * Writes the rows of COPY TO as CopyData messages, one a row, as PostgreSQL does. The formats are those of
 * <a href="https://www.postgresql.org/docs/18/sql-copy.html">COPY</a>. Belongs to one thread.
 */
public abstract sealed class CopyWriter permits CopyBinaryWriter, CopyTextWriter {
    private static final char COPY_DATA = 'd';

    /** A writer for one result. */
    public static CopyWriter of(CopyFormat format, List<ResultColumn> columns, EvaluationContext context) {
        return format.kind() == CopyFormat.Kind.BINARY
                ? new CopyBinaryWriter(columns)
                : new CopyTextWriter(format, columns, context);
    }

    /** What comes before the first row. */
    public abstract void begin(WireBuffer out);

    /** What comes after the last row. */
    public abstract void end(WireBuffer out);

    /** The contents of the message of the cursor's current row. */
    abstract void content(RowCursor row, WireBuffer out);

    /** Writes the cursor's current row; on an error nothing of it stays in the buffer. */
    public final void row(RowCursor row, WireBuffer out) {
        message(out, () -> content(row, out));
    }

    static void message(WireBuffer out, Runnable content) {
        int before = out.size();
        boolean complete = false;
        try {
            int mark = out.beginMessage(COPY_DATA);
            content.run();
            out.endMessage(mark);
            complete = true;
        } finally {
            if (!complete) {
                out.truncate(before);
            }
        }
    }
}
