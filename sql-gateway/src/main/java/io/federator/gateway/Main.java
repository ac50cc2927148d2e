package io.federator.gateway;

import io.federator.gateway.command.FederatorCommand;

/** The {@code federator} command. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(FederatorCommand.commandLine().execute(arguments));
    }
}
