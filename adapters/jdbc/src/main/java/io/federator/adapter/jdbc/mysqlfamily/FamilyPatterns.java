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
        if (exact == null || !isWhole(pattern)) {
            return null;
        }
        String test = "(" + exact.sql() + " " + operator + " " + pattern.sql() + " ESCAPE '\\')";
        boolean prefix = "LIKE".equals(operator)
                && FamilyComparisons.isIndexable(value, pattern)
                && "%_\\'".indexOf(pattern.sql().charAt(1)) < 0;
        return Rendered.computed(
                prefix ? "((" + value.sql() + " LIKE " + pattern.sql() + " ESCAPE '\\') AND " + test + ")" : test,
                SqlType.BOOL);
    }

    private static boolean isWhole(Rendered pattern) {
        String sql = pattern.sql();
        if (!pattern.constant() || !sql.startsWith("'")) {
            return false;
        }
        int backslashes = 0;
        for (int i = sql.length() - 2; i > 0 && sql.charAt(i) == '\\'; i--) {
            backslashes++;
        }
        return backslashes % 2 == 0;
    }
}
