package io.federator.adapter.jdbc.mysqlfamily;

import io.federator.spi.source.Rendered;
import io.federator.spi.type.SqlType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** LIKE with a pattern that is known: one that ends in half an escape is an error in PostgreSQL alone. */
final class FamilyPatterns {
    private FamilyPatterns() {}

    static @Nullable Rendered like(List<Rendered> operands, String operator, FamilyDialect dialect) {
        Rendered value = operands.get(0);
        Rendered pattern = operands.get(1);
        Rendered exact = dialect.exactText(value);
        String text = pattern.constant() ? FamilyText.unquoted(pattern.sql()) : null;
        if (exact == null || text == null || !isWhole(text)) {
            return null;
        }
        String test = "(" + exact.sql() + " " + operator + " " + pattern.sql() + " ESCAPE '\\\\')";
        boolean prefix = "LIKE".equals(operator)
                && FamilyComparisons.isIndexable(value, pattern)
                && !text.isEmpty()
                && "%_\\".indexOf(text.charAt(0)) < 0;
        return Rendered.computed(
                prefix ? "((" + value.sql() + " LIKE " + pattern.sql() + " ESCAPE '\\\\') AND " + test + ")" : test,
                SqlType.BOOL);
    }

    private static boolean isWhole(String pattern) {
        int backslashes = 0;
        for (int i = pattern.length() - 1; i >= 0 && pattern.charAt(i) == '\\'; i--) {
            backslashes++;
        }
        return backslashes % 2 == 0;
    }
}
