package io.federator.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** CATALOG.md has a table for every section, word for word what {@link Options} declares. */
class ReferenceDocTest {

    @ParameterizedTest
    @MethodSource("io.federator.config.FederatorSchemaTest#sections")
    void describesEveryOption(Section section) throws IOException {
        StringBuilder table = new StringBuilder("| key | default | meaning |\n|---|---|---|\n");
        for (Option<?> option : section.options()) {
            String byDefault = option.required()
                    ? "**required**"
                    : option.defaultText().map(text -> "`" + text + "`").orElse("–");
            table.append("| `%s` | %s | %s |\n".formatted(option.name(), byDefault, option.meaning()));
        }
        assertThat(Files.readString(Path.of("CATALOG.md"))).contains(table);
    }
}
