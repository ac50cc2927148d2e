package io.federator.it.regress;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * @param line where it ends in its file, from 1
 * @param sql without comments and the semicolon
 * @param input what COPY reads
 */
record ScriptStatement(int line, String sql, String input) {
    private static final Pattern WORD =
            Pattern.compile("'(?:[^']|'')*'|\"((?:[^\"]|\"\")+)\"|([A-Za-z_\\x80-\\uffff][\\w$\\x80-\\uffff]*)|::");
    private static final Set<String> READS = Set.of("select", "values", "table", "with");
    private static final Set<String> WRITES = Set.of("insert", "update", "delete", "merge", "into");
    private static final Pattern WRITING_WITH =
            Pattern.compile("(?i)\\bas\\s+(?:not\\s+)?(?:materialized\\s+)?\\(\\s*(?:insert|update|delete|merge)\\b");
    private static final Set<String> SEQUENCES = Set.of("nextval", "setval", "currval", "lastval");
    /** Statements after which all tables and settings are as before. */
    private static final Set<String> HARMLESS = Set.of("explain", "show", "analyze", "vacuum", "comment", "grant");

    /** Whether it reads only, as far as its words tell: locking clauses are no writes, what concerns sequences is. */
    boolean isRead() {
        List<String> words = words();
        if (words.isEmpty()
                || !READS.contains(words.getFirst())
                || sql.contains(";")
                || WRITING_WITH.matcher(sql).find()) {
            return false;
        }
        for (int i = 1; i < words.size(); i++) {
            if (SEQUENCES.contains(words.get(i))
                    || (WRITES.contains(words.get(i)) && !isLocking(words, i) && !isQuotedOrNamed(words, i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLocking(List<String> words, int index) {
        return words.get(index).equals("update")
                && (words.get(index - 1).equals("for") || words.get(index - 1).equals("key"));
    }

    private static boolean isQuotedOrNamed(List<String> words, int index) {
        return words.get(index - 1).equals("as");
    }

    boolean isHarmless() {
        List<String> words = words();
        return !words.isEmpty() && HARMLESS.contains(words.getFirst());
    }

    /** Its words in lower case, quoted names as they are. */
    List<String> words() {
        return WORD.matcher(sql)
                .results()
                .filter(found -> found.group(1) != null || found.group(2) != null)
                .map(found -> found.group(1) != null
                        ? found.group(1).replace("\"\"", "\"")
                        : found.group(2).toLowerCase(Locale.ROOT))
                .toList();
    }

    /** Words that may be functions: a parenthesis follows. */
    Set<String> calls() {
        return found(Pattern.compile("([A-Za-z_]\\w*)\\s*\\("));
    }

    /** Words that may be types: after {@code ::}, after AS, or before a string. */
    Set<String> types() {
        Set<String> types = found(Pattern.compile("::\\s*\"?([A-Za-z_]\\w*)"));
        types.addAll(found(Pattern.compile("(?i)\\bas\\s+\"?([A-Za-z_]\\w*)")));
        types.addAll(found(Pattern.compile("([A-Za-z_]\\w*)\\s*'")));
        types.addAll(found(Pattern.compile("(?i)[A-Za-z_]\\w*\\s+([A-Za-z_]\\w*)\\s*[,)]")));
        return types;
    }

    private Set<String> found(Pattern pattern) {
        Set<String> found = new LinkedHashSet<>();
        Matcher matcher = pattern.matcher(sql);
        while (matcher.find()) {
            found.add(matcher.group(1).toLowerCase(Locale.ROOT));
        }
        return found;
    }

    /** In one line, cut. */
    String brief(int length) {
        String line = sql.replaceAll("\\s+", " ");
        return line.length() <= length ? line : line.substring(0, length) + " ...";
    }
}
