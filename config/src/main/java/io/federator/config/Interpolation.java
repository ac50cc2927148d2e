package io.federator.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Replaces {@code ${NAME}} by an environment variable and {@code ${file:PATH}} by a file's content without its trailing
 * newline; <code>$${</code> stands for <code>${</code>. What comes in is not looked at again.
 */
final class Interpolation {
    /** A longer file is not a password or a name. */
    static final int MAX_FILE_SIZE = 64 * 1024;

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final String FILE = "file:";

    private final Map<String, String> environment;
    private final Path folder;
    private final Problems problems;

    Interpolation(Map<String, String> environment, Path folder, Problems problems) {
        this.environment = environment;
        this.folder = folder;
        this.problems = problems;
    }

    /** Whether the value of a text comes from elsewhere, so that it must not be shown. */
    static boolean isNeeded(String text) {
        return text.contains("${");
    }

    /** Empty after a problem. */
    Optional<String> resolve(YamlNode.Scalar scalar) {
        String text = scalar.text();
        StringBuilder result = new StringBuilder();
        boolean sound = true;
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith("$${", at)) {
                result.append("${");
                at += 3;
            } else if (text.startsWith("${", at)) {
                int end = text.indexOf('}', at);
                if (end < 0) {
                    problems.add(
                            scalar.locationOf(at), "\"${\" without \"}\"; write \"$${\" for the characters themselves");
                    return Optional.empty();
                }
                Optional<String> value = lookUp(text.substring(at + 2, end), scalar.locationOf(at));
                sound &= value.isPresent();
                value.ifPresent(result::append);
                at = end + 1;
            } else {
                result.append(text.charAt(at));
                at++;
            }
        }
        return sound ? Optional.of(result.toString()) : Optional.empty();
    }

    private Optional<String> lookUp(String what, SourceLocation location) {
        if (what.startsWith(FILE)) {
            return content(what.substring(FILE.length()), location);
        }
        if (!NAME.matcher(what).matches()) {
            problems.add(
                    location,
                    "\"${…}\" takes the name of an environment variable or file:PATH;"
                            + " write \"$${\" for the characters themselves");
            return Optional.empty();
        }
        Optional<String> value = Optional.ofNullable(environment.get(what));
        if (value.isEmpty()) {
            problems.add(location, "the environment variable " + what + " is not set");
        }
        return value;
    }

    private Optional<String> content(String name, SourceLocation location) {
        try {
            Path path = folder.resolve(name);
            if (!Files.isRegularFile(path)) {
                problems.add(location, "there is no file " + Shown.name(name));
            } else if (Files.size(path) > MAX_FILE_SIZE) {
                problems.add(location, "the file " + Shown.name(name) + " is larger than 64kB");
            } else {
                String content = Files.readString(path);
                return Optional.of(content.replaceFirst("\\r?\\n\\z", ""));
            }
        } catch (CharacterCodingException fault) {
            problems.add(location, "the file " + Shown.name(name) + " is not UTF-8");
        } catch (IOException | InvalidPathException fault) {
            problems.add(location, "the file " + Shown.name(name) + " cannot be read");
        }
        return Optional.empty();
    }
}
