package io.federator.adapter.jdbc.mysqlfamily;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.Violation;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the servers' texts say of violated constraints, in PostgreSQL's words. */
final class FamilyViolations {
    /** MySQL writes the table before the key, MariaDB only the key. */
    private static final Pattern DUPLICATE = Pattern.compile("Duplicate entry '.*' for key '(?:([^'.]+)\\.)?([^']+)'");

    private static final Pattern NOT_NULL =
            Pattern.compile("(?:Column|Field) '([^']+)' (?:cannot be null|doesn't have)");
    private static final Pattern FOREIGN = Pattern.compile(
            "(Cannot add or update a child row|Cannot delete or update a parent row).*?CONSTRAINT `([^`]+)`");
    private static final Pattern CHECK = Pattern.compile("Check constraint '([^']+)'|CONSTRAINT `([^`]+)` failed");

    private FamilyViolations() {}

    static SqlException in(SQLException error, SqlException known) {
        String text = String.valueOf(error.getMessage());
        return switch (known.state()) {
            case UNIQUE_VIOLATION -> duplicate(text, known);
            case NOT_NULL_VIOLATION -> notNull(text, known);
            case FOREIGN_KEY_VIOLATION -> foreign(text, known);
            case CHECK_VIOLATION -> check(text, known);
            default -> known;
        };
    }

    private static SqlException duplicate(String text, SqlException known) {
        Matcher found = DUPLICATE.matcher(text);
        if (!found.find()) {
            return known;
        }
        return known.violating(new Violation(null, found.group(1), null, found.group(2)))
                .inWords("duplicate key value violates unique constraint \"" + found.group(2) + "\"");
    }

    private static SqlException notNull(String text, SqlException known) {
        Matcher found = NOT_NULL.matcher(text);
        return found.find() ? known.violating(new Violation(null, null, found.group(1), null)) : known;
    }

    private static SqlException foreign(String text, SqlException known) {
        Matcher found = FOREIGN.matcher(text);
        if (!found.find()) {
            return known;
        }
        String deed = found.group(1).startsWith("Cannot add") ? "insert or update" : "update or delete";
        return constraint(known, found.group(2), deed + " violates foreign key constraint");
    }

    private static SqlException check(String text, SqlException known) {
        Matcher found = CHECK.matcher(text);
        if (!found.find()) {
            return known;
        }
        String name = found.group(1) == null ? found.group(2) : found.group(1);
        return constraint(known, name, "new row violates check constraint");
    }

    private static SqlException constraint(SqlException known, @Nullable String name, String words) {
        return known.violating(new Violation(null, null, null, name)).inWords(words + " \"" + name + "\"");
    }
}
