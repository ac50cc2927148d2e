package io.federator.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The catalogs among the test resources. */
final class Samples {
    /** What the samples take from the environment; every value that is a secret holds "hunter2". */
    static final Map<String, String> ENVIRONMENT = Map.ofEntries(
            Map.entry("ANALYST_PASSWORD", "hunter2-analyst"),
            Map.entry("EU_PASSWORD", "hunter2-eu"),
            Map.entry("US_PASSWORD", "hunter2-us"),
            Map.entry("DATABASE", "shop"),
            Map.entry("PORT", "5440"),
            Map.entry("EMPTY", ""),
            Map.entry("REGION", "hunter2"),
            Map.entry("NOT_A_PORT", "tcp-hunter2"),
            Map.entry("NOT_A_URL", "hunter2"),
            Map.entry("HUNTER2", "hunter2"));

    private Samples() {}

    static Stream<Path> valid() {
        return catalogs("valid");
    }

    static Stream<Path> broken() {
        return catalogs("broken");
    }

    static Path file(String name) {
        try {
            return Path.of(Optional.ofNullable(Samples.class.getResource("/" + name))
                    .orElseThrow()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static FederatorConfig load(String name) {
        return ConfigLoader.load(file(name), ENVIRONMENT).orThrow();
    }

    static List<String> problems(ConfigResult result) {
        return switch (result) {
            case ConfigResult.Loaded loaded -> List.of();
            case ConfigResult.Rejected(List<Problem> problems) ->
                problems.stream().map(Problem::toString).toList();
        };
    }

    /** The result of a text that stands for a catalog called c.yaml. */
    static ConfigResult parse(String yaml) {
        return ConfigLoader.parse("c.yaml", yaml, Path.of("."), ENVIRONMENT);
    }

    private static Stream<Path> catalogs(String folder) {
        try (Stream<Path> files = Files.list(file(folder))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
