package io.federator.it.regress;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The statements of a file for psql, cut as psql cuts them; of psql's own commands only variables are followed. */
final class PsqlScript {
    /** The folder of data files, as the scripts call it. */
    static final String FOLDER = "PG_ABS_SRCDIR";

    private static final Pattern COPY_STDIN = Pattern.compile("(?is)\\s*copy\\b.*\\bfrom\\s+stdin\\b.*");
    private static final Pattern ATOMIC_BODY =
            Pattern.compile("(?is)\\s*create\\s+(or\\s+replace\\s+)?(function|procedure)\\b.*\\bbegin\\s+atomic\\b.*");
    private static final Pattern ATOMIC_END = Pattern.compile("(?is).*\\bend\\s*");
    private static final Pattern DOLLAR = Pattern.compile("\\$([A-Za-z_\\x80-\\uffff][\\w\\x80-\\uffff]*)?\\$");
    private static final Pattern VARIABLE = Pattern.compile(":'(\\w+)'");
    private static final Pattern SET = Pattern.compile("\\\\set\\s+(\\w+)\\s+(.*)");
    private static final Pattern GETENV = Pattern.compile("\\\\getenv\\s+(\\w+)\\s+(\\w+)\\s*");
    private static final Pattern PIECE = Pattern.compile("'((?:[^']|'')*)'|:(\\w+)|(\\S)");

    private final String text;
    private final Map<String, String> environment;
    private final Map<String, String> variables = new HashMap<>();
    private final List<ScriptStatement> statements = new ArrayList<>();
    private final StringBuilder current = new StringBuilder();
    private int at;
    private int depth;

    private PsqlScript(String text, Map<String, String> environment) {
        this.text = text;
        this.environment = environment;
    }

    static List<ScriptStatement> read(Path file, Map<String, String> environment) throws IOException {
        return new PsqlScript(Files.readString(file, StandardCharsets.UTF_8), environment).statements();
    }

    private List<ScriptStatement> statements() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\'') {
                quoted(isEscapeString());
            } else if (c == '"') {
                until(at + 1, "\"");
            } else if (text.startsWith("--", at)) {
                at = endOfLine(at);
            } else if (text.startsWith("/*", at)) {
                comment();
            } else if (c == '$') {
                dollar();
            } else if (c == ':' && text.startsWith(":'", at)) {
                variable();
            } else if (text.startsWith("\\;", at)) {
                current.append(';');
                at += 2;
            } else if (c == '\\') {
                command();
            } else if (c == ';' && depth == 0 && isWhole()) {
                at++;
                finish();
            } else {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                current.append(c);
                at++;
            }
        }
        return statements;
    }

    /** Whether a semicolon ends the statement, rather than one of a function's body. */
    private boolean isWhole() {
        return !ATOMIC_BODY.matcher(current).matches()
                || ATOMIC_END.matcher(current).matches();
    }

    private boolean isEscapeString() {
        return at > 0
                && (text.charAt(at - 1) == 'E' || text.charAt(at - 1) == 'e')
                && (at < 2 || !Character.isLetterOrDigit(text.charAt(at - 2)));
    }

    private void quoted(boolean escapes) {
        int i = at + 1;
        while (i < text.length() && text.charAt(i) != '\'') {
            i += escapes && text.charAt(i) == '\\' ? 2 : 1;
        }
        take(i + 1);
    }

    private void until(int from, String end) {
        int found = text.indexOf(end, from);
        take(found < 0 ? text.length() : found + end.length());
    }

    private void take(int end) {
        int bounded = Math.min(end, text.length());
        current.append(text, at, bounded);
        at = bounded;
    }

    private void comment() {
        int level = 0;
        do {
            if (text.startsWith("/*", at)) {
                level++;
                at += 2;
            } else if (text.startsWith("*/", at)) {
                level--;
                at += 2;
            } else {
                at++;
            }
        } while (level > 0 && at < text.length());
        current.append(' ');
    }

    private void dollar() {
        Matcher tag = DOLLAR.matcher(text).region(at, text.length());
        if (tag.lookingAt() && (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)))) {
            until(tag.end(), tag.group());
        } else {
            take(at + 1);
        }
    }

    private void variable() {
        Matcher name = VARIABLE.matcher(text).region(at, text.length());
        String value = name.lookingAt() ? variables.get(name.group(1)) : null;
        if (value == null) {
            take(at + 1);
        } else {
            current.append('\'').append(value.replace("'", "''")).append('\'');
            at = name.end();
        }
    }

    private void command() {
        int end = endOfLine(at);
        String line = text.substring(at, end);
        at = end;
        Matcher set = SET.matcher(line);
        Matcher getenv = GETENV.matcher(line);
        if (set.matches()) {
            variables.put(set.group(1), value(set.group(2)));
        } else if (getenv.matches()) {
            variables.put(getenv.group(1), environment.getOrDefault(getenv.group(2), ""));
        } else if (line.startsWith("\\g") || line.startsWith("\\crosstabview")) {
            finish();
        }
    }

    private String value(String definition) {
        StringBuilder value = new StringBuilder();
        Matcher piece = PIECE.matcher(definition);
        while (piece.find()) {
            if (piece.group(1) != null) {
                value.append(piece.group(1).replace("''", "'"));
            } else if (piece.group(2) != null) {
                value.append(variables.getOrDefault(piece.group(2), ""));
            } else {
                value.append(piece.group(3));
            }
        }
        return value.toString();
    }

    private void finish() {
        String sql = current.toString().strip();
        current.setLength(0);
        depth = 0;
        if (sql.isEmpty()) {
            return;
        }
        String input = "";
        if (COPY_STDIN.matcher(sql).matches()) {
            int from = endOfLine(at) + 1;
            int end = text.indexOf("\n\\.", from - 1);
            input = end < from ? "" : text.substring(from, end + 1);
            at = endOfLine(end + 1);
        }
        int line =
                1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
        statements.add(new ScriptStatement(line, sql, input));
    }

    private int endOfLine(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }
}
