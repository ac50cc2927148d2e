package io.federator.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownTest {

    @ParameterizedTest
    @CsvSource({
        "prot, port",
        "prt, port",
        "PORT, port",
        "max_connections, max-connections",
        "maxconnections, max-connections",
        "datbase, database",
        "pp,",
        "xyz,",
    })
    void suggestsTheNearestName(String wrong, @Nullable String nearest) {
        assertThat(Shown.nearest(wrong, List.of("host", "port", "database", "max-connections")))
                .isEqualTo(Optional.ofNullable(nearest));
    }

    @Test
    void keepsNamesOnOneLine() {
        assertThat(Shown.name("a\nb")).isEqualTo("\"a\\u000ab\"");
        assertThat(Shown.name("x".repeat(100))).hasSize(83).endsWith("…\"");
    }
}
