package io.federator.gateway.command;

import io.federator.config.FederatorConfig;
import io.federator.gateway.assembly.Federator;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code federator serve}: runs until SIGTERM or SIGINT, then drains. */
@Command(name = "serve", description = "Serves clients until it is told to stop.", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    @Mixin
    private CatalogOption catalog = new CatalogOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ServeCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        FederatorConfig config = catalog.load();
        Federator federator = Federator.start(config);
        // The JVM ends when the hook does, so that the hook may take the time that draining takes.
        Runtime.getRuntime().addShutdownHook(new Thread(federator::close, "shutdown"));
        PrintWriter out = spec.commandLine().getOut();
        out.println("federator listening on " + config.gateway().host() + ":" + federator.port());
        out.flush();
        new CountDownLatch(1).await();
        return 0;
    }
}
