package io.federator.gateway.format;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.format.TextFormat;
import io.federator.gateway.wire.MessageReader;
import io.federator.gateway.wire.WireBuffer;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.RowCursor;

/**
 * How the values of one family of types travel. What is written is the value alone, without its length; NULL is not written
 * here. Stateless.
 */
interface WireType {
    /** The binary format of a value, in the class that the type's kind names. */
    void binary(SqlType type, Object value, WireBuffer out);

    /**
     * A value from its binary format; whatever is left in {@code in} afterwards is an error of the caller's.
     *
     * @throws io.federator.spi.error.SqlException 22P03 when the bytes are no such value
     */
    Object fromBinary(SqlType type, MessageReader in);

    /** The text format of a value. */
    default void text(SqlType type, Object value, EvaluationContext context, WireBuffer out) {
        out.text(TextFormat.print(type, value, context));
    }

    /** The same for a column that is not null; overridden where that spares an object. */
    default void binary(SqlType type, RowCursor row, int column, WireBuffer out) {
        binary(type, present(row, column), out);
    }

    /** The same for a column that is not null; overridden where that spares an object. */
    default void text(SqlType type, RowCursor row, int column, EvaluationContext context, WireBuffer out) {
        text(type, present(row, column), context, out);
    }

    private static Object present(RowCursor row, int column) {
        Object value = row.get(column);
        if (value == null) {
            throw new IllegalStateException("column " + column + " is null");
        }
        return value;
    }
}
