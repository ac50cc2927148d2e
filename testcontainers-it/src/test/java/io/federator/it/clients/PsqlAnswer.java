package io.federator.it.clients;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What psql printed for one command. What cannot be the same is left out: the server's port, the sizes of tables, the name of the
 * role that owns everything, that nobody enforces foreign keys, and the schema {@code federator}, which PostgreSQL has not.
 */
record PsqlAnswer(List<String> lines) {
    static final String MARK = "@@ ";

    /** The answers of a session by command. */
    static Map<String, PsqlAnswer> read(String transcript, Map<String, String> server) {
        String port = Objects.requireNonNull(server.get("PGPORT"));
        Map<String, PsqlAnswer> answers = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>();
        for (String line : transcript.lines().toList()) {
            if (line.startsWith(MARK)) {
                lines = new ArrayList<>();
                answers.put(line.substring(MARK.length()), new PsqlAnswer(lines));
            } else if (!line.startsWith("federator|")) {
                lines.add(line.replace(port, "PORT")
                        .replace(" NOT ENFORCED", "")
                        .replaceAll("\\bfederator\\b", "postgres")
                        .replaceAll("\\b\\d+ (bytes|kB|MB)(?=\\||$)", "SIZE")
                        .replaceAll("^psql:\\S+: ", ""));
            }
        }
        return answers;
    }

    /** The title, if there is one, and the names of the columns. */
    List<String> heading() {
        boolean titled = !lines.isEmpty() && !lines.getFirst().contains("|");
        return lines.subList(0, Math.min(titled ? 2 : 1, lines.size()));
    }

    boolean isError() {
        return lines.stream().anyMatch(line -> line.startsWith("ERROR:"));
    }

    /** psql before 17 asks for columns that PostgreSQL 17 renamed; a gateway has them under both names. */
    boolean isTooOldFor18() {
        return lines.stream().anyMatch(line -> line.matches("ERROR: +column .*iculocale does not exist"));
    }
}
