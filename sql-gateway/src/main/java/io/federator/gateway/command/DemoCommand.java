package io.federator.gateway.command;

import io.federator.gateway.assembly.Federator;
import io.federator.gateway.demo.Demo;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code federator demo}: runs until SIGTERM or SIGINT, then stops everything and removes its files. */
@Command(
        name = "demo",
        description = "Starts a PostgreSQL and a MariaDB with a small shop in them, and serves both as one.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final int ADMIN_PORT = 8433;

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            defaultValue = "5433",
            description = "where clients connect (default: ${DEFAULT-VALUE}); if it is taken, another")
    private int port;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    DemoCommand() {}

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (!Demo.isSupported()) {
            err.println(
                    "federator: the demo's database servers run on Linux on x86-64 only; samples/shop/README.md says"
                            + " how to use your own");
            err.flush();
            return ExitCode.SOFTWARE;
        }
        int free = Demo.freeFrom(port);
        if (free != port) {
            err.println("federator: port " + port + " is taken; the demo listens on "
                    + (free == 0 ? "any free one" : Integer.toString(free)) + " instead");
            err.flush();
        }
        out.println("starting PostgreSQL and MariaDB ...");
        out.flush();
        Demo demo = new Demo(free, Demo.freeFrom(ADMIN_PORT));
        // The JVM ends when the hook does, also when the signal comes before everything has started.
        Runtime.getRuntime().addShutdownHook(new Thread(demo::close, "shutdown"));
        Federator federator;
        try {
            federator = demo.start();
        } catch (IOException | SQLException | RuntimeException e) {
            if (demo.isClosed()) {
                // The signal came first; there is nothing to say about what it broke.
                return ExitCode.SOFTWARE;
            }
            throw e;
        }
        out.println("federator listening on 127.0.0.1:" + federator.port());
        out.println();
        out.println("    psql -h 127.0.0.1 -p " + federator.port() + " -U demo shop");
        out.println();
        federator
                .adminPort()
                .ifPresent(admin -> out.println("health and metrics: http://127.0.0.1:" + admin + "/health, /metrics"));
        out.println("queries to try: samples/shop/README.md; Ctrl-C stops everything and removes its files");
        out.flush();
        new CountDownLatch(1).await();
        return ExitCode.OK;
    }
}
