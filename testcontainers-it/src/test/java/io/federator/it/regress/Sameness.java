package io.federator.it.regress;

import io.federator.it.deployment.Answer;
import io.federator.it.deployment.Answer.Failure;
import io.federator.it.deployment.Answer.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether two answers are one as far as SQL lays them down: columns, type OIDs and rows, their order by the leading keys
 * of an ORDER BY that are among the columns; or the SQLSTATE.
 */
final class Sameness {
    private static final Pattern KEY = Pattern.compile(
            "(?is)\\s*(?:(\\d+)|(?:[\\w\"]+\\.)?\"?(\\w+)\"?)\\s*(asc|desc|using\\s*[<>]+)?\\s*(nulls\\s+\\w+)?\\s*");
    private static final Pattern END = Pattern.compile("(?i)\\b(limit|offset|fetch|for)\\b");

    private static final Pattern LIMIT = Pattern.compile("(?is)(.*)\\blimit\\s+\\d+(?:\\s+offset\\s+\\d+)?\\s*");
    private static final Pattern DISTINCT_ON =
            Pattern.compile("(?is)\\s*select\\s+distinct\\s+on\\s*\\([^()]*\\)\\s+(.*)");

    private static final long FIRST_OWN_OID = 16384;
    private static final int RECORD_OID = 2249;

    private Sameness() {}

    static boolean isSame(ScriptStatement statement, Answer expected, Answer answer) {
        if (expected instanceof Failure right) {
            return answer instanceof Failure mine && mine.state().equals(right.state());
        }
        if (!withoutRowTypes(answer)
                .differenceFrom(withoutRowTypes(expected), false)
                .isEmpty()) {
            return false;
        }
        return !(expected instanceof Table right)
                || !(answer instanceof Table mine)
                || keys(statement.sql(), right.columns()).stream()
                        .allMatch(key -> column(right, key).equals(column(mine, key)));
    }

    /** Types of tables' rows, whose OIDs are of one database alone, count as record. */
    private static Answer withoutRowTypes(Answer answer) {
        return answer instanceof Table table
                ? new Table(
                        table.columns().stream().map(Sameness::withoutRowType).toList(), table.rows())
                : answer;
    }

    private static String withoutRowType(String column) {
        int colon = column.lastIndexOf(':');
        return Long.parseLong(column.substring(colon + 1)) < FIRST_OWN_OID
                ? column
                : column.substring(0, colon + 1) + RECORD_OID;
    }

    /**
     * The query without what picks some of its rows, where nothing orders them: LIMIT at its end, or DISTINCT ON. Any of the rows
     * is right then, though PostgreSQL may always pick the same.
     */
    static Optional<String> withoutPick(String sql) {
        if (outermostOrderBy(sql) >= 0) {
            return Optional.empty();
        }
        Matcher limit = LIMIT.matcher(sql);
        Matcher distinct = DISTINCT_ON.matcher(sql);
        return limit.matches()
                ? Optional.of(limit.group(1))
                : distinct.matches() ? Optional.of("select " + distinct.group(1)) : Optional.empty();
    }

    /** Whether an answer is as many of these rows as was expected. */
    static boolean isPick(Answer answer, Answer expected, Answer all) {
        if (!(answer instanceof Table mine) || !(expected instanceof Table right) || !(all instanceof Table rows)) {
            return false;
        }
        List<List<@Nullable String>> left = new ArrayList<>(rows.rows());
        return mine.columns().equals(right.columns())
                && mine.rows().size() == right.rows().size()
                && mine.rows().stream().allMatch(left::remove);
    }

    private static List<@Nullable String> column(Table table, int index) {
        List<@Nullable String> column = new ArrayList<>();
        table.rows().forEach(row -> column.add(row.get(index)));
        return column;
    }

    /** Positions of the columns that the rows are sorted by, as far as they can be told. */
    private static List<Integer> keys(String sql, List<String> columns) {
        List<Integer> keys = new ArrayList<>();
        for (String item : orderItems(sql)) {
            Matcher key = KEY.matcher(item);
            int position = !key.matches()
                    ? -1
                    : key.group(1) == null ? position(key.group(2), columns) : Integer.parseInt(key.group(1)) - 1;
            if (position < 0 || position >= columns.size()) {
                break;
            }
            keys.add(position);
        }
        return keys;
    }

    private static int position(String name, List<String> columns) {
        int found = -1;
        for (int i = 0; i < columns.size(); i++) {
            String column = columns.get(i);
            if (column.substring(0, column.lastIndexOf(':')).equalsIgnoreCase(name)) {
                if (found >= 0) {
                    return -1;
                }
                found = i;
            }
        }
        return found;
    }

    private static List<String> orderItems(String sql) {
        int start = outermostOrderBy(sql);
        if (start < 0) {
            return List.of();
        }
        String clause = sql.substring(start);
        List<String> items = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < clause.length(); i++) {
            char c = clause.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                items.add(clause.substring(from, i));
                from = i + 1;
            }
        }
        String last = clause.substring(from);
        Matcher end = END.matcher(last);
        items.add(end.find() ? last.substring(0, end.start()) : last);
        return items;
    }

    /** Behind the words, -1 when there are none outside of parentheses. */
    private static int outermostOrderBy(String sql) {
        Matcher words = Pattern.compile("order\\s+by\\b").matcher(sql.toLowerCase(Locale.ROOT));
        int found = -1;
        while (words.find()) {
            String before = sql.substring(0, words.start());
            long open = before.chars().filter(c -> c == '(').count();
            long closed = before.chars().filter(c -> c == ')').count();
            if (open == closed) {
                found = words.end();
            }
        }
        return found;
    }
}
