package io.federator.engine.writer;

import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.context.EvaluationContext;
import io.federator.engine.format.TextFormat;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Rows in the details of errors. */
final class RowText {
    /** As PostgreSQL: longer values are cut. */
    private static final int LONGEST_VALUE = 64;

    private RowText() {}

    static String failing(FederatedTable table, @Nullable Object[] row, EvaluationContext context) {
        StringJoiner values = new StringJoiner(", ", "Failing row contains (", ").");
        for (int i = 0; i < table.columns().size(); i++) {
            Object value = row[i];
            String text = value == null
                    ? "null"
                    : TextFormat.print(table.columns().get(i).type(), value, context);
            values.add(text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "..." : text);
        }
        return values.toString();
    }
}
