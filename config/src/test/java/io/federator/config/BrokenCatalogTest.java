package io.federator.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each {@code broken/NAME.yaml} is rejected with exactly the lines of {@code broken/NAME.expected}. */
class BrokenCatalogTest {

    @ParameterizedTest
    @MethodSource("io.federator.config.Samples#broken")
    void reportsEveryProblemAtItsPlace(Path catalog) throws IOException {
        Path expected = Path.of(catalog.toString().replaceAll("yaml$", "expected"));
        List<String> problems = Samples.problems(ConfigLoader.load(catalog, Samples.ENVIRONMENT));
        assertThat(problems).isEqualTo(Files.readAllLines(expected));
        assertThat(problems).noneMatch(problem -> problem.contains("hunter2"));
    }
}
