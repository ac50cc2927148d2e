package io.federator.gateway.command;

import io.federator.gateway.assembly.CannotListen;
import io.federator.gateway.assembly.Misconfigured;
import io.federator.spi.error.SqlException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code federator}: says what there is when no subcommand is given. Exit status 1 for a failure, 2 for a wrong call. */
@Command(
        name = "federator",
        description = "One PostgreSQL server in front of many databases.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            ServeCommand.class,
            CheckCommand.class,
            ExplainCommand.class,
            RecoverCommand.class,
            DemoCommand.class
        })
public final class FederatorCommand implements Runnable {
    private static final int FAILED = 1;

    @Spec
    private CommandSpec spec;

    /** Called by picocli, which fills in the rest. */
    public FederatorCommand() {
        this.spec = CommandSpec.create();
    }

    /** The command with all subcommands, ready to execute. */
    public static CommandLine commandLine() {
        return new CommandLine(new FederatorCommand())
                .setExecutionExceptionHandler((exception, command, parsed) -> failure(exception, command.getErr()));
    }

    private static int failure(Exception exception, PrintWriter err) throws Exception {
        switch (exception) {
            case Misconfigured e -> e.problems().forEach(err::println);
            case CannotListen e -> err.println("federator: " + e.getMessage());
            case SqlException e -> {
                err.println("ERROR:  " + e.state().code() + ": " + e.text());
                if (e.detail() != null) {
                    err.println("DETAIL:  " + e.detail());
                }
                if (e.hint() != null) {
                    err.println("HINT:  " + e.hint());
                }
            }
            default -> throw exception;
        }
        return FAILED;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
