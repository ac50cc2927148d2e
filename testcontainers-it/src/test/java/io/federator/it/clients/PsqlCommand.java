package io.federator.it.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A backslash command of psql's, and how much of what it prints of a gateway has to be what it prints of PostgreSQL. */
record PsqlCommand(String text, Extent extent) {
    enum Extent {
        /** All of it. */
        SAME,
        /** The title and the columns of a table; what is in it differs for a reason that the script tells. */
        COLUMNS,
        /** That there is an answer and no error. */
        ANSWER
    }

    /** A command a line, below {@code [extent]}; lines that begin with # say why. */
    static List<PsqlCommand> read(Path script) throws IOException {
        List<PsqlCommand> commands = new ArrayList<>();
        Extent extent = Extent.SAME;
        for (String line : Files.readAllLines(script)) {
            if (line.startsWith("[")) {
                extent = Extent.valueOf(line.substring(1, line.indexOf(']')).toUpperCase(Locale.ROOT));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                commands.add(new PsqlCommand(line, extent));
            }
        }
        return commands;
    }

    /** What psql is given: each command behind a line that names it. */
    static String script(List<PsqlCommand> commands) {
        return commands.stream()
                .map(command -> "\\echo '" + PsqlAnswer.MARK + command.quoted() + "'\n" + command.text + "\n")
                .collect(Collectors.joining("", "\\pset format unaligned\n\\pset fieldsep |\n", ""));
    }

    private String quoted() {
        return text.replace("\\", "\\\\").replace("'", "''").replace(":", "\\072");
    }

    boolean agree(PsqlAnswer expected, PsqlAnswer actual) {
        if (expected.isTooOldFor18()) {
            return !actual.isError();
        }
        if (expected.isError() != actual.isError()) {
            return false;
        }
        return switch (extent) {
            case SAME -> expected.equals(actual);
            case COLUMNS -> expected.heading().equals(actual.heading());
            case ANSWER -> true;
        };
    }
}
