package io.federator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigLoaderTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("io.federator.config.Samples#valid")
    void loadsValidCatalogs(Path catalog) {
        assertThat(Samples.problems(ConfigLoader.load(catalog, Samples.ENVIRONMENT)))
                .isEmpty();
    }

    @Test
    void fillsInDefaults() {
        FederatorConfig config = Samples.load("valid/smallest.yaml");
        Gateway gateway = config.gateway();
        assertThat(gateway.host()).isEqualTo("127.0.0.1");
        assertThat(gateway.port()).isEqualTo(5433);
        assertThat(gateway.database()).isEqualTo("federator");
        assertThat(gateway.adminPort()).isEmpty();
        assertThat(gateway.tls()).isEmpty();
        assertThat(gateway.maxConnections()).isEqualTo(500);
        assertThat(gateway.users()).isEmpty();
        assertThat(gateway.collation()).isEqualTo("C");
        assertThat(config.transactions().log())
                .isEqualTo(Samples.file("valid").resolve("data").resolve("txlog"));
        assertThat(config.transactions().timeout()).hasSeconds(60);
        assertThat(config.residual().engine()).isEqualTo("auto");
        assertThat(config.residual().memoryLimit()).isEqualTo(512L << 20);
        assertThat(config.residual().threads()).isEmpty();
        assertThat(config.residual().spillDirectory()).isEmpty();
        assertThat(config.limits().maxMessageSize()).isEqualTo(64 << 20);
        assertThat(config.limits().statementTimeout()).isZero();
        assertThat(config.limits().idleInTransactionTimeout()).isZero();
        assertThat(config.limits().authenticationTimeout()).hasSeconds(60);
        assertThat(config.limits().shutdownTimeout()).hasSeconds(30);
        assertThat(config.tables()).isEmpty();
    }

    @Test
    void readsEverySetting() {
        FederatorConfig shop = Samples.load("valid/shop.yaml");
        assertThat(shop.version()).isEqualTo(1);
        assertThat(shop.gateway().database()).isEqualTo("shop");
        assertThat(shop.gateway().adminPort()).isEqualTo(OptionalInt.of(8433));
        Tls tls = shop.gateway().tls().orElseThrow();
        assertThat(tls.certificate()).isEqualTo(Samples.file("valid/server.pem"));
        assertThat(tls.key()).isEqualTo(Samples.file("valid/server.key"));
        assertThat(tls.required()).isTrue();
        assertThat(shop.gateway().users().get("analyst"))
                .extracting(user -> user.password().orElseThrow().reveal())
                .isEqualTo("hunter2-analyst");
        assertThat(shop.sources().keySet()).containsExactly("eu", "us");

        FederatorConfig forms = Samples.load("valid/forms.yaml");
        assertThat(forms.gateway().port()).isEqualTo(5440);
        assertThat(forms.gateway().adminPort()).isEqualTo(OptionalInt.of(0));
        SourceConfig eu = source(forms, "eu");
        assertThat(eu.url()).isEqualTo("jdbc:postgresql://db/shop");
        assertThat(eu.user()).contains("app");
        assertThat(eu.password()).contains(Secret.of("from a file"));
        assertThat(eu.pool().maxSize()).isEqualTo(3);
        assertThat(eu.pool().connectionTimeout()).hasMillis(500);
        assertThat(eu.options()).isEqualTo(Map.of("applicationName", "costs ${5}"));
        assertThat(eu.zeroDates()).isEqualTo(SourceConfig.ZeroDates.ERROR);
        assertThat(eu.tinyint1()).isEqualTo(SourceConfig.TinyInt1.SMALLINT);
        SourceConfig us = source(forms, "us");
        assertThat(us.type()).isEqualTo("mysql");
        assertThat(us.user()).contains("app");
        assertThat(us.pool().connectionTimeout()).hasSeconds(30);
        assertThat(us.zeroDates()).isEqualTo(SourceConfig.ZeroDates.NULL);
        assertThat(us.tinyint1()).isEqualTo(SourceConfig.TinyInt1.BOOLEAN);
        assertThat(forms.transactions().timeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(forms.residual().engine()).isEqualTo("duckdb");
        assertThat(forms.residual().memoryLimit()).isEqualTo(2L << 30);
        assertThat(forms.residual().threads()).isEqualTo(OptionalInt.of(2));
        assertThat(forms.residual().spillDirectory())
                .contains(Samples.file("valid").resolve("spill"));
        assertThat(forms.limits().maxMessageSize()).isEqualTo(1 << 20);
        assertThat(forms.limits().idleInTransactionTimeout()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void saysWhatIsWrongWithTheFileItself() throws IOException {
        assertThat(load(folder.resolve("nowhere.yaml"))).containsExactly("nowhere.yaml:1:1: there is no such file");
        Path directory = Files.createDirectory(folder.resolve("folder.yaml"));
        assertThat(load(directory)).containsExactly("folder.yaml:1:1: the file cannot be read");
        Path huge = folder.resolve("huge.yaml");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(ConfigLoader.MAX_FILE_SIZE + 1L);
        }
        assertThat(load(huge)).containsExactly("huge.yaml:1:1: the file is larger than 16MB");
    }

    @Test
    void readsJsonAndWindowsFiles() throws IOException {
        Path json = Files.writeString(folder.resolve("c.json"), """
            {
            \t"version":1,"sources":{"a":{"type":"x","url":"a:\\/b"}},
            \t"schemas":{"s":{"t":{"at":"a/t"}}}
            }
            """);
        assertThat(load(json)).isEmpty();
        Path windows =
                Files.writeString(folder.resolve("w.yaml"), "\uFEFFversion: 1\r\nsources: {}\r\nschemas:\r\n  - x\r\n");
        assertThat(load(windows)).containsExactly("w.yaml:4:3: \"schemas\" must be a mapping, but is a list");
    }

    @ParameterizedTest
    @CsvSource({
        "plain, hunter2, hunter2",
        "trailing newline, 'hunter2\n', hunter2",
        "trailing Windows newline, 'hunter2\r\n', hunter2",
        "only one newline is cut, 'hunter2\n\n', 'hunter2\n'",
        "nothing in it is replaced, '${EMPTY}', '${EMPTY}'",
        "empty, '', ''",
    })
    void takesSecretsFromFiles(String name, String content, String expected) throws IOException {
        Files.writeString(folder.resolve("secret"), content);
        assertThat(password("${file:secret}").map(Secret::reveal)).as(name).contains(expected);
        assertThat(password("${file:" + folder.toAbsolutePath() + "/secret}").map(Secret::reveal))
                .contains(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "$${EMPTY}, ${EMPTY}",
        "$$${EMPTY}, $${EMPTY}",
        "a$b$$c, a$b$$c",
        "'${PORT}${PORT}', 54405440",
        "<${EMPTY}>, <>",
        "}{, }{",
    })
    void replacesAndEscapes(String written, String expected) {
        assertThat(password(written).map(Secret::reveal)).contains(expected);
    }

    @Test
    void refusesASecretFileThatIsTooLargeOrNotText() throws IOException {
        Files.write(folder.resolve("large"), new byte[Interpolation.MAX_FILE_SIZE + 1]);
        Files.write(folder.resolve("binary"), new byte[] {'a', (byte) 0xff});
        assertThat(Samples.problems(source("${file:large}${file:binary}")))
                .containsExactly(
                        "c.yaml:1:60: the file \"large\" is larger than 64kB",
                        "c.yaml:1:73: the file \"binary\" is not UTF-8");
    }

    @Test
    void throwsOnDemand() {
        assertThatThrownBy(() -> Samples.parse("version: 3").orThrow())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("c.yaml:1:1: the catalog lacks the key \"schemas\"\n");
    }

    private List<String> load(Path file) {
        return Samples.problems(ConfigLoader.load(file, Map.of()));
    }

    private Optional<Secret> password(String written) {
        return source(source(written).orThrow(), "a").password();
    }

    private ConfigResult source(String password) {
        String yaml = "{version: 1, sources: {a: {type: x, url: 'x:y', password: '" + password + "'}}, schemas: {}}";
        return ConfigLoader.parse("c.yaml", yaml, folder, Samples.ENVIRONMENT);
    }

    private static SourceConfig source(FederatorConfig config, String name) {
        return Optional.ofNullable(config.sources().get(name)).orElseThrow();
    }
}
