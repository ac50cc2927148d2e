package io.federator.adapter.mariadb;

import io.federator.adapter.jdbc.mysqlfamily.FamilyDialect;
import io.federator.adapter.jdbc.mysqlfamily.FamilyProfile;
import io.federator.spi.source.Rendered;
import io.federator.spi.source.SourceColumn;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** MariaDB's SQL; it has a type of its own for uuids. */
final class MariaDbDialect extends FamilyDialect {
    MariaDbDialect(FamilyProfile profile) {
        super(profile, Set.of(Feature.INSERT_RETURNING));
    }

    private static boolean isNative(Rendered value) {
        SourceColumn column = value.column();
        return column != null && column.nativeType().equals("uuid");
    }

    /**
     * A uuid column sorts by time for some versions of uuids: its bytes are taken in the order in which they are
     * written.
     */
    @Override
    protected @Nullable Rendered uuidKey(Rendered value, KeyUse use) {
        return isNative(value)
                ? Rendered.computed("UNHEX(REPLACE(CAST(" + value.sql() + " AS CHAR), '-', ''))", value.type())
                : super.uuidKey(value, use);
    }

    @Override
    protected @Nullable String uuidComparison(String operator, Rendered left, Rendered right) {
        if (!isNative(left) && !isNative(right)) {
            return super.uuidComparison(operator, left, right);
        }
        boolean equality = operator.equals("=") || operator.equals("<>");
        boolean plain = (isNative(left) || left.constant()) && (isNative(right) || right.constant());
        return equality && plain ? "(" + left.sql() + " " + operator + " " + right.sql() + ")" : null;
    }
}
