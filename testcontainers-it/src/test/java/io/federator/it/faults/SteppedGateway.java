package io.federator.it.faults;

import io.federator.config.ConfigLoader;
import io.federator.config.ConfigResult;
import io.federator.config.FederatorConfig;
import io.federator.gateway.assembly.Federator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A gateway whose commits stop at a step. {@code arm STEP} on its standard input makes the next commit that comes there say
 * {@code reached STEP} and wait for {@code go}.
 */
final class SteppedGateway {
    private static final PrintStream OUT = System.out;
    private static final String NOWHERE = "";

    private SteppedGateway() {}

    /** As the gateway's: {@code serve --config FILE}. Ends with its standard input. */
    public static void main(String... arguments) throws IOException {
        AtomicReference<String> armed = new AtomicReference<>(NOWHERE);
        Semaphore going = new Semaphore(0);
        FederatorConfig config = switch (ConfigLoader.load(Path.of(arguments[2]), System.getenv())) {
            case ConfigResult.Loaded loaded -> loaded.config();
            case ConfigResult.Rejected rejected ->
                throw new IllegalArgumentException(rejected.problems().toString());
        };
        Federator federator = Federator.start(config, (step, transaction) -> {
            String wanted = armed.get();
            if (wanted.equals(step) && armed.compareAndSet(wanted, NOWHERE)) {
                OUT.println("reached " + step);
                going.acquireUninterruptibly();
            }
        });
        Runtime.getRuntime().addShutdownHook(new Thread(federator::close, "shutdown"));
        OUT.println("federator listening on 127.0.0.1:" + federator.port());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals("go")) {
                going.release();
            } else {
                armed.set(line.substring("arm ".length()));
                OUT.println("armed");
            }
        }
        System.exit(0);
    }
}
