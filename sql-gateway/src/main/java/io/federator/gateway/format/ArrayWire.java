package io.federator.gateway.format;

import io.federator.gateway.wire.MessageReader;
import io.federator.gateway.wire.WireBuffer;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import io.federator.spi.value.ArrayValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * int32 dimensions, int32 1 if there are NULLs, int32 element type, for each dimension int32 length and int32 lower bound, then
 * each element as int32 length (-1 for NULL) and its binary format.
 */
final class ArrayWire implements WireType {
    private static final int MAX_DIMENSIONS = 6;

    @Override
    public void binary(SqlType type, Object value, WireBuffer out) {
        ArrayValue array = (ArrayValue) value;
        SqlType element = element(type, array.element());
        out.int32(array.lengths().size());
        out.int32(array.values().contains(null) ? 1 : 0);
        out.int32(element.oid());
        for (int i = 0; i < array.lengths().size(); i++) {
            out.int32(array.lengths().get(i)).int32(array.lowerBounds().get(i));
        }
        WireType wire = WireTypes.of(element);
        for (Object item : array.values()) {
            if (item == null) {
                out.int32(-1);
            } else {
                int mark = out.beginValue();
                wire.binary(element, item, out);
                out.endValue(mark);
            }
        }
    }

    // NullAway does not see the annotation of a compact constructor's parameter in another module's class file.
    @SuppressWarnings("NullAway")
    @Override
    public Object fromBinary(SqlType type, MessageReader in) {
        SqlType element = element(type, SqlType.TEXT);
        int dimensions = in.int32();
        if (dimensions < 0) {
            throw WireTypes.badBinary("invalid number of dimensions: " + dimensions);
        }
        if (dimensions > MAX_DIMENSIONS) {
            throw tooLarge("number of array dimensions (" + dimensions + ") exceeds the maximum allowed ("
                    + MAX_DIMENSIONS + ")");
        }
        int flags = in.int32();
        if (flags != 0 && flags != 1) {
            throw WireTypes.badBinary("invalid array flags");
        }
        int oid = in.int32();
        if (oid != element.oid()) {
            throw new SqlException(
                    SqlState.DATATYPE_MISMATCH,
                    "binary data has array element type " + Integer.toUnsignedLong(oid) + " instead of expected "
                            + element.oid() + " (" + element + ")");
        }
        List<Integer> lengths = new ArrayList<>();
        List<Integer> bounds = new ArrayList<>();
        long count = dimensions == 0 ? 0 : 1;
        for (int i = 0; i < dimensions; i++) {
            int length = in.int32();
            lengths.add(length);
            bounds.add(in.int32());
            count *= length;
            // Each element takes at least its length, so that a false count is found before memory is taken for it.
            if (length < 0 || count > Integer.MAX_VALUE) {
                throw tooLarge("array size exceeds the maximum allowed");
            }
        }
        if (count == 0) {
            return new ArrayValue(element, List.of(), List.of(), List.of());
        }
        if (count * 4 > in.remaining()) {
            throw new SqlException(SqlState.PROTOCOL_VIOLATION, "insufficient data left in message");
        }
        return new ArrayValue(element, lengths, bounds, elements(element, (int) count, in));
    }

    private static List<@Nullable Object> elements(SqlType element, int count, MessageReader in) {
        WireType wire = WireTypes.of(element);
        List<@Nullable Object> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int length = in.int32();
            if (length < -1 || length > in.remaining()) {
                throw WireTypes.badBinary("insufficient data left in message");
            }
            if (length == -1) {
                values.add(null);
                continue;
            }
            MessageReader item = in.part(length);
            values.add(wire.fromBinary(element, item));
            if (item.remaining() > 0) {
                throw WireTypes.badBinary("improper binary format in array element " + (i + 1));
            }
        }
        return values;
    }

    private static SqlType element(SqlType type, SqlType otherwise) {
        if (type.is(TypeKind.INT2VECTOR)) {
            return SqlType.INT2;
        }
        if (type.is(TypeKind.OIDVECTOR)) {
            return SqlType.OID;
        }
        SqlType element = type.element();
        return element == null ? otherwise : element;
    }

    private static SqlException tooLarge(String message) {
        return new SqlException(SqlState.PROGRAM_LIMIT_EXCEEDED, message);
    }
}
