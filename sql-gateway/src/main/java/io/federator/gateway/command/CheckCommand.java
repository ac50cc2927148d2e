package io.federator.gateway.command;

import io.federator.config.FederatorConfig;
import io.federator.config.Problem;
import io.federator.gateway.assembly.Assembly;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code federator check}: one line a problem and exit status 1, or one line that there is none. */
@Command(
        name = "check",
        description = "Connects to every source and verifies the mapping.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private CatalogOption catalog = new CatalogOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    CheckCommand() {}

    @Override
    public Integer call() {
        FederatorConfig config = catalog.load();
        PrintWriter out = spec.commandLine().getOut();
        try (Assembly assembly = Assembly.open(config)) {
            List<Problem> problems = assembly.engine().check();
            problems.forEach(out::println);
            if (problems.isEmpty()) {
                out.println("no problems: " + config.tables().size() + " tables in "
                        + config.sources().size() + " sources");
            }
            out.flush();
            return problems.isEmpty() ? 0 : 1;
        }
    }
}
