package io.federator.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever stands in a catalog, the loader answers with a result and within the file. */
class DamagedCatalogTest {
    private static final String[] INTRUDERS = {
        "", "\n", "\t", " ", "\"", "'", "{", "}", "[", "]", ":", "- ", "*", "&", "!", "|", "${", "\0"
    };

    @ParameterizedTest
    @MethodSource("io.federator.config.Samples#valid")
    void isAnsweredWithProblemsInsideTheFile(Path catalog) throws IOException {
        String text = Files.readString(catalog);
        for (int at = 0; at < text.length(); at += 7) {
            check(text.substring(0, at));
            for (String intruder : INTRUDERS) {
                check(text.substring(0, at) + intruder + text.substring(at + 1));
            }
        }
    }

    private static void check(String text) {
        long lines = text.lines().count() + 1;
        switch (ConfigLoader.parse("c.yaml", text, Path.of("."), Samples.ENVIRONMENT)) {
            case ConfigResult.Loaded(FederatorConfig config) ->
                assertThat(config.version()).isEqualTo(1);
            case ConfigResult.Rejected(List<Problem> problems) ->
                assertThat(problems)
                        .as(text)
                        .isNotEmpty()
                        .allMatch(problem -> problem.location().line() <= lines)
                        .noneMatch(problem -> problem.message().contains("hunter2"));
        }
    }
}
