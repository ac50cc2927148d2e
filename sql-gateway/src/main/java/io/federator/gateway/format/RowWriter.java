package io.federator.gateway.format;

import io.federator.engine.context.EvaluationContext;
import io.federator.gateway.wire.BackendEncoder;
import io.federator.gateway.wire.WireBuffer;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.RowCursor;
import java.util.List;

/** Writes the rows of one result as DataRow messages. Belongs to one thread. */
public final class RowWriter {
    private final SqlType[] types;
    private final WireType[] wires;
    private final boolean[] binary;
    private final EvaluationContext context;

    /**
     * @param formats as Bind has them: none for all text, one for all columns, or one a column
     * @throws SqlException 08P01 for another number of formats, 22023 for an unknown one
     */
    public RowWriter(List<SqlType> types, List<Integer> formats, EvaluationContext context) {
        this.types = types.toArray(SqlType[]::new);
        this.wires = types.stream().map(WireTypes::of).toArray(WireType[]::new);
        this.binary = new boolean[types.size()];
        this.context = context;
        for (int i = 0; i < binary.length; i++) {
            binary[i] = format(formats, i, types.size()) == 1;
        }
    }

    /** Refuses a number of formats that is neither none, one, nor one a column. */
    public static void checkCount(List<Integer> formats, int columns) {
        if (formats.size() > 1 && formats.size() != columns) {
            throw new SqlException(
                    SqlState.PROTOCOL_VIOLATION,
                    "bind message has " + formats.size() + " result formats but query has " + columns + " columns");
        }
    }

    /** The format of a column, 0 for text and 1 for binary. */
    public static int format(List<Integer> formats, int column, int columns) {
        checkCount(formats, columns);
        int format = formats.isEmpty() ? 0 : formats.size() == 1 ? formats.getFirst() : formats.get(column);
        if (format != 0 && format != 1) {
            throw new SqlException(SqlState.INVALID_PARAMETER_VALUE, "unsupported format code: " + format);
        }
        return format;
    }

    /** Writes the cursor's current row; on an error nothing of it stays in the buffer. */
    public void write(RowCursor row, WireBuffer out) {
        int before = out.size();
        boolean complete = false;
        try {
            int message = BackendEncoder.beginDataRow(types.length, out);
            for (int i = 0; i < types.length; i++) {
                value(row, i, out);
            }
            out.endMessage(message);
            complete = true;
        } finally {
            if (!complete) {
                out.truncate(before);
            }
        }
    }

    private void value(RowCursor row, int column, WireBuffer out) {
        if (row.isNull(column)) {
            out.int32(-1);
            return;
        }
        int mark = out.beginValue();
        if (binary[column]) {
            wires[column].binary(types[column], row, column, out);
        } else {
            wires[column].text(types[column], row, column, context, out);
        }
        out.endValue(mark);
    }
}
