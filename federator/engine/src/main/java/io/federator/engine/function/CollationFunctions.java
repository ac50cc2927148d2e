package io.federator.engine.function;

import io.federator.engine.collation.TextOrder;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.ArrayValue;
import io.federator.spi.value.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the binder makes of operations on text under a collation other than {@code C}; the last argument is the collation's name.
 * PostgreSQL has no functions of these names, which can only be written in quotes.
 */
final class CollationFunctions implements FunctionFamily {
    @Override
    public void contribute(FunctionRegistry f) {
        f.declare("collation.key", "bytea", "text", "text");
        f.declare("collation.key", "_bytea", "_text", "text");
        f.declare("collation.text", "text", "bytea", "text");
        f.declare("collation.lower", "text", "text", "text");
        f.declare("collation.upper", "text", "text", "text");
        f.declare("collation.initcap", "text", "text", "text");
        f.strict("collation.key(text,text)", (a, c) -> order(a[1]).key((String) a[0]));
        f.strict("collation.key(_text,text)", (a, c) -> keys((ArrayValue) a[0], order(a[1])));
        f.strict("collation.text(bytea,text)", (a, c) -> TextOrder.textOf((Bytes) a[0]));
        f.strict("collation.lower(text,text)", (a, c) -> order(a[1]).lower((String) a[0]));
        f.strict("collation.upper(text,text)", (a, c) -> order(a[1]).upper((String) a[0]));
        f.strict("collation.initcap(text,text)", (a, c) -> order(a[1]).initcap((String) a[0]));
    }

    private static TextOrder order(Object name) {
        return TextOrder.named((String) name)
                .orElseThrow(
                        () -> new SqlException(SqlState.UNDEFINED_OBJECT, "collation \"" + name + "\" does not exist"));
    }

    private static ArrayValue keys(ArrayValue texts, TextOrder order) {
        List<@Nullable Object> keys = new ArrayList<>();
        for (Object text : texts.values()) {
            keys.add(text == null ? null : order.key((String) text));
        }
        return new ArrayValue(SqlType.BYTEA, texts.lengths(), texts.lowerBounds(), keys);
    }
}
