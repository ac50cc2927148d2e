package io.federator.gateway.command;

import io.federator.config.FederatorConfig;
import io.federator.gateway.assembly.Assembly;
import io.federator.gateway.assembly.Coordination;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code federator recover}: finishes what a gateway that is gone has left in the sources. One line for each thing that is left, and exit
 * status 1 then.
 */
@Command(
        name = "recover",
        description = "Finishes the transactions of a gateway that is gone, from its log or a copy of it.",
        mixinStandardHelpOptions = true)
final class RecoverCommand implements Callable<Integer> {
    @Mixin
    private CatalogOption catalog = new CatalogOption();

    @Option(
            names = "--log",
            paramLabel = "DIR",
            description = "The gateway's folder of transactions.log; default: the one that the catalog file names.")
    private @Nullable Path log;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    RecoverCommand() {}

    @Override
    public Integer call() {
        FederatorConfig config = catalog.load();
        PrintWriter out = spec.commandLine().getOut();
        try (Assembly assembly = Assembly.open(config)) {
            List<String> left = Coordination.recover(
                    config.transactions(),
                    log == null ? config.transactions().log() : log,
                    assembly.sources().values());
            left.forEach(out::println);
            if (left.isEmpty()) {
                out.println("nothing is left in doubt");
            }
            out.flush();
            return left.isEmpty() ? 0 : 1;
        }
    }
}
