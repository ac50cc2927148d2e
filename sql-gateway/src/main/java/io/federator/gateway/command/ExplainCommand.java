package io.federator.gateway.command;

import io.federator.gateway.assembly.Assembly;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code federator explain}: the plan of one query. */
@Command(
        name = "explain",
        description = "Shows the plan of a query: each source's SQL, what was pruned, what is left to the gateway.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
    @Mixin
    private CatalogOption catalog = new CatalogOption();

    @Parameters(paramLabel = "SQL", description = "the query")
    private String sql = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ExplainCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (Assembly assembly = Assembly.open(catalog.load())) {
            assembly.engine().explain(sql).forEach(out::println);
            out.flush();
            return 0;
        }
    }
}
