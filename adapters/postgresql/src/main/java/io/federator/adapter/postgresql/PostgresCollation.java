package io.federator.adapter.postgresql;

import io.federator.spi.source.Rendered;
import io.federator.spi.source.SourceDialect.KeyUse;
import io.federator.spi.source.TextCollation;
import io.federator.spi.source.TextCollation.Kind;
import java.util.List;

/**
 * PostgreSQL's rules on which collation an expression gets. Two columns of different collations give an indeterminate
 * one, with which PostgreSQL refuses to compare; the default collation gives way to any other.
 */
final class PostgresCollation {
    private static final String DEFAULT = "default";
    private static final TextCollation INDETERMINATE = new TextCollation(Kind.EXACT_EQUALITY, "?", "");

    private PostgresCollation() {}

    static boolean indeterminate(TextCollation collation) {
        return collation.equals(INDETERMINATE);
    }

    /** Whether PostgreSQL compares the two as they stand, and as under "C". */
    static boolean agree(Rendered left, Rendered right, KeyUse use) {
        TextCollation collation = of(List.of(left, right));
        if (collation.kind() == Kind.CODE_POINT) {
            return true;
        }
        return use == KeyUse.EQUALITY && collation.kind() == Kind.EXACT_EQUALITY && !indeterminate(collation);
    }

    /** The collation of a function of these operands. */
    static TextCollation of(List<Rendered> operands) {
        TextCollation result = TextCollation.NONE;
        for (Rendered operand : operands) {
            TextCollation collation = operand.collation();
            if (collation.kind() == Kind.NONE || collation.equals(result)) {
                continue;
            }
            if (result.kind() == Kind.NONE || result.name().equals(DEFAULT)) {
                result = collation;
            } else if (collation.kind() == Kind.LOOSE || result.kind() == Kind.LOOSE) {
                return collation.kind() == Kind.LOOSE ? collation : result;
            } else if (!collation.name().equals(DEFAULT) && !collation.name().equals(result.name())) {
                // "C" may be a column's own collation, which does not win over another's.
                result = INDETERMINATE;
            }
        }
        return result;
    }
}
