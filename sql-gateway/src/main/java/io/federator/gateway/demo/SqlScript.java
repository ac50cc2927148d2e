package io.federator.gateway.demo;

import java.util.ArrayList;
import java.util.List;

/** Splits a script into its statements. Quotes and comments to the end of the line are understood, and no more. */
final class SqlScript {
    private SqlScript() {}

    /** The statements without their semicolons and without comments. */
    static List<String> statements(String script) {
        List<String> statements = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        int at = 0;
        while (at < script.length()) {
            char c = script.charAt(at);
            int end = at + 1;
            if (script.startsWith("--", at)) {
                at = endOf(script, script.indexOf('\n', at));
                continue;
            }
            if (c == '\'' || c == '"') {
                end = endOf(script, script.indexOf(c, at + 1));
            }
            if (c == ';') {
                add(statements, current);
            } else {
                current.append(script, at, end);
            }
            at = end;
        }
        add(statements, current);
        return statements;
    }

    private static int endOf(String script, int last) {
        return last < 0 ? script.length() : last + 1;
    }

    private static void add(List<String> statements, StringBuilder current) {
        String statement = current.toString().strip();
        if (!statement.isEmpty()) {
            statements.add(statement);
        }
        current.setLength(0);
    }
}
