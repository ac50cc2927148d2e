package io.federator.gateway.command;

import io.federator.config.ConfigLoader;
import io.federator.config.ConfigResult;
import io.federator.config.FederatorConfig;
import io.federator.gateway.assembly.Misconfigured;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --config FILE}, which most subcommands take. */
final class CatalogOption {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            required = true,
            description = "the catalog file")
    private Path file = Path.of("federator.yaml");

    CatalogOption() {}

    /** @throws Misconfigured with every problem of the file */
    FederatorConfig load() {
        return switch (ConfigLoader.load(file, System.getenv())) {
            case ConfigResult.Loaded loaded -> loaded.config();
            case ConfigResult.Rejected rejected -> throw new Misconfigured(rejected.problems());
        };
    }
}
