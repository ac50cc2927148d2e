package io.federator.gateway.format;

import io.federator.engine.plan.ResultColumn;
import io.federator.gateway.wire.WireBuffer;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.RowCursor;
import java.util.List;

/** COPY's binary format: a header in front of the first row, for each row a count and the values, and a count of -1. */
final class CopyBinaryWriter extends CopyWriter {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};

    private final SqlType[] types;
    private final WireType[] wires;
    private boolean headed;

    CopyBinaryWriter(List<ResultColumn> columns) {
        this.types = columns.stream().map(ResultColumn::type).toArray(SqlType[]::new);
        this.wires = columns.stream().map(column -> WireTypes.of(column.type())).toArray(WireType[]::new);
    }

    @Override
    public void begin(WireBuffer out) {
        // The header travels with the first row.
    }

    @Override
    public void end(WireBuffer out) {
        message(out, () -> {
            head(out);
            out.int16(-1);
        });
    }

    @Override
    void content(RowCursor row, WireBuffer out) {
        head(out);
        out.int16(types.length);
        for (int i = 0; i < types.length; i++) {
            if (row.isNull(i)) {
                out.int32(-1);
                continue;
            }
            int mark = out.beginValue();
            wires[i].binary(types[i], row, i, out);
            out.endValue(mark);
        }
    }

    private void head(WireBuffer out) {
        if (!headed) {
            headed = true;
            out.bytes(SIGNATURE).int32(0).int32(0);
        }
    }
}
