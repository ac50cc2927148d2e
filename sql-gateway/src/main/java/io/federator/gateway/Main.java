package io.federator.gateway;

/** The {@code federator} command. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.err.println("federator: not written yet");
        System.exit(2);
    }
}
