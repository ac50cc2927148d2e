package io.federator.engine.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.engine.explain.PlanText;
import io.federator.engine.planner.PlannerSettings.ReductionChoice;
import io.federator.engine.planner.PlannerSettings.ResidualChoice;
import io.federator.spi.source.SourceDialect;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The plans in {@code plans/*.plan}. A case is {@code == title}, lines of settings that begin with {@code @}, the query up to a
 * semicolon, and the plan. {@link #main} writes the files anew.
 */
class PlanFilesTest {
    private static final List<String> FILES = List.of(
            "pruning",
            "joins",
            "aggregates",
            "sorting",
            "columns",
            "windows",
            "subqueries",
            "residual",
            "reduction",
            "tpch");

    record Case(String file, String title, List<String> settings, String sql, String plan) {
        @Override
        public String toString() {
            return file + ": " + title;
        }
    }

    static Stream<Case> cases() {
        return FILES.stream().flatMap(file -> read(file).stream());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void plansAsWritten(Case test) {
        assertThat(plan(test)).isEqualTo(test.plan());
    }

    static String plan(Case test) {
        boolean pushdown = true;
        ResidualChoice residual = ResidualChoice.AUTO;
        ReductionChoice reduction = ReductionChoice.AUTO;
        Set<String> down = Set.of();
        Map<String, SourceDialect> dialects =
                new HashMap<>(Map.of("a", new PlainDialect("a"), "b", new PlainDialect("b")));
        for (String setting : test.settings()) {
            String[] words = setting.split(" ", 2);
            switch (words[0]) {
                case "pushdown" -> pushdown = words[1].equals("on");
                case "residual" -> residual = ResidualChoice.valueOf(words[1]);
                case "reduction" -> reduction = ReductionChoice.valueOf(words[1]);
                case "down" -> down = Set.of(words[1]);
                // For example: a cannot to_char,text order
                case "a", "b" ->
                    dialects.put(
                            words[0],
                            new PlainDialect(
                                    words[0],
                                    Set.of(words[1].replace("cannot ", "").split(","))));
                default -> throw new IllegalArgumentException(setting);
            }
        }
        return String.join(
                "\n",
                PlanText.lines(PlanFixture.plan(
                        test.sql(), new PlannerSettings(pushdown, residual, reduction, down), dialects)));
    }

    static List<Case> read(String file) {
        List<Case> cases = new ArrayList<>();
        for (String block : text(file).split("(?m)^== ")) {
            if (block.isBlank() || block.startsWith("#")) {
                continue;
            }
            List<String> lines = block.lines().toList();
            List<String> settings = new ArrayList<>();
            int at = 1;
            while (lines.get(at).startsWith("@")) {
                settings.add(lines.get(at++).substring(1));
            }
            StringBuilder sql = new StringBuilder();
            while (at < lines.size()) {
                String line = lines.get(at++);
                sql.append(line).append('\n');
                if (line.endsWith(";")) {
                    break;
                }
            }
            String plan = String.join("\n", lines.subList(at, lines.size())).strip();
            cases.add(new Case(file, lines.getFirst(), settings, sql.toString().strip(), plan));
        }
        return cases;
    }

    private static String text(String file) {
        String name = "/io/federator/engine/planner/plans/" + file + ".plan";
        try (InputStream in = PlanFilesTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the files anew with the plans as they are now: {@code java … PlanFilesTest DIRECTORY}. */
    public static void main(String[] arguments) throws IOException {
        for (String file : FILES) {
            StringBuilder out = new StringBuilder();
            for (Case each : read(file)) {
                out.append("== ").append(each.title()).append('\n');
                each.settings().forEach(s -> out.append('@').append(s).append('\n'));
                out.append(each.sql()).append('\n');
                try {
                    out.append(plan(each)).append("\n\n");
                } catch (RuntimeException | AssertionError e) {
                    java.io.StringWriter trace = new java.io.StringWriter();
                    e.printStackTrace(new java.io.PrintWriter(trace));
                    out.append("FAILED ")
                            .append(trace.toString().lines().limit(14).toList())
                            .append("\n\n");
                }
            }
            Files.writeString(Path.of(arguments[0], file + ".plan"), out.toString());
        }
    }
}
