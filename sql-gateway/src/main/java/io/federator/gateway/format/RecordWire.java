package io.federator.gateway.format;

import io.federator.gateway.wire.MessageReader;
import io.federator.gateway.wire.WireBuffer;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.RowValue;

/** int32 number of fields, then for each int32 type, int32 length (-1 for NULL) and the binary format. */
final class RecordWire implements WireType {
    @Override
    public void binary(SqlType type, Object value, WireBuffer out) {
        RowValue row = (RowValue) value;
        out.int32(row.fields().size());
        for (int i = 0; i < row.fields().size(); i++) {
            SqlType fieldType = row.types().get(i);
            Object field = row.fields().get(i);
            out.int32(fieldType.oid());
            if (field == null) {
                out.int32(-1);
            } else {
                int mark = out.beginValue();
                WireTypes.of(fieldType).binary(fieldType, field, out);
                out.endValue(mark);
            }
        }
    }

    @Override
    public Object fromBinary(SqlType type, MessageReader in) {
        throw new SqlException(SqlState.FEATURE_NOT_SUPPORTED, "input of anonymous composite types is not implemented");
    }
}
