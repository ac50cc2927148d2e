package io.federator.engine.parser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** Test data beside the tests: one case a line, or two lines of which the second is indented. */
final class TestLines {
    private TestLines() {}

    static List<String> of(String file) {
        try (InputStream in = Objects.requireNonNull(TestLines.class.getResourceAsStream(file), file)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.isBlank()).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static List<List<String>> pairs(String file) {
        List<String> lines = of(file);
        return IntStream.range(0, lines.size() / 2)
                .mapToObj(i -> List.of(lines.get(2 * i), lines.get(2 * i + 1).strip()))
                .toList();
    }

    /** The text with its line ends and tabs, which stand as signs in the files. */
    static String unescape(String text) {
        return text.replace('⏎', '\n').replace('⇥', '\t');
    }
}
