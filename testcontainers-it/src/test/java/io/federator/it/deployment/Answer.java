package io.federator.it.deployment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a server said to a query. */
public sealed interface Answer {
    /** Rows in a message. */
    int SHOWN = 3;

    /**
     * @param columns names with the OIDs of their types
     * @param rows values as text, null for NULL
     */
    record Table(List<String> columns, List<List<@Nullable String>> rows) implements Answer {
        public Table {
            columns = List.copyOf(columns);
        }
    }

    record Failure(String state, String message) implements Answer {}

    /** What a client without an error sees and that is no rows. */
    record Done(long count) implements Answer {}

    /**
     * How this differs from what was expected, empty when it does not.
     *
     * @param ordered whether the order of rows matters
     */
    default String differenceFrom(Answer expected, boolean ordered) {
        return switch (expected) {
            case Failure failure ->
                this instanceof Failure mine && mine.state().equals(failure.state())
                        ? ""
                        : "expected error " + failure.state() + " " + failure.message() + "\n      got " + brief();
            case Done done -> equals(done) ? "" : "expected " + done + "\n      got " + brief();
            case Table table ->
                this instanceof Table mine
                        ? difference(mine, table, ordered)
                        : "expected " + table.rows().size() + " rows\n      got " + brief();
        };
    }

    private static String difference(Table mine, Table expected, boolean ordered) {
        if (!mine.columns().equals(expected.columns())) {
            return "expected columns " + expected.columns() + "\n      got " + mine.columns();
        }
        List<String> left = lines(mine, ordered);
        List<String> right = lines(expected, ordered);
        if (left.equals(right)) {
            return "";
        }
        String sizes = "expected " + right.size() + " rows, got " + left.size();
        List<String> missing = without(right, left);
        List<String> extra = without(left, right);
        return sizes + (missing.isEmpty() && extra.isEmpty() ? " in another order: " + some(left) : "")
                + "\n      missing " + some(missing) + "\n      not expected " + some(extra);
    }

    private static List<String> without(List<String> lines, List<String> others) {
        List<String> rest = new ArrayList<>(lines);
        others.forEach(rest::remove);
        return rest;
    }

    private static String some(List<String> lines) {
        return lines.stream().limit(SHOWN).toList() + (lines.size() > SHOWN ? " ..." : "");
    }

    private static List<String> lines(Table table, boolean ordered) {
        List<String> lines =
                new ArrayList<>(table.rows().stream().map(List::toString).toList());
        if (!ordered) {
            Collections.sort(lines);
        }
        return lines;
    }

    /** In one line. */
    default String brief() {
        return switch (this) {
            case Failure failure -> "error " + failure.state() + " " + failure.message();
            case Done done -> done.toString();
            case Table table -> table.rows().size() + " rows";
        };
    }
}
