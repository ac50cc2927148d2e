package io.federator.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.it.deployment.GatewayProcess;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A gateway or a client that does not come back: another gateway finishes what the first has left, a gateway what its client has. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class GoneForGoodTest {
    private static final long SECONDS_TO_FREE = 5;
    private static final PrintStream OUT = System.out;

    @SuppressWarnings("NullAway") // Set before all tests.
    private World world;

    private int transfers;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        world = new World(folder);
    }

    @AfterAll
    void close() {
        world.close();
    }

    static Stream<Arguments> steps() {
        boolean all = System.getProperty("faults.steps", "some").equals("all");
        return Stream.of(
                        Arguments.of("PREPARED_2", 0),
                        Arguments.of("DECIDED", 1),
                        Arguments.of("PREPARED_1", 0),
                        Arguments.of("LOGGED", 0),
                        Arguments.of("COMMITTED_1", 1))
                .limit(all ? Long.MAX_VALUE : 2);
    }

    /** @param count of the transfer's rows in each place at the end */
    @ParameterizedTest(name = "{0}")
    @MethodSource("steps")
    void anotherGatewayTakesOverWithoutTheLog(String step, int count) throws Exception {
        GatewayProcess gateway = world.gateway(0);
        int transfer = ++transfers;
        gateway.tell("arm " + step);
        gateway.await("armed");
        CompletableFuture<String> answer = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> answer.complete(Invariants.transfer(gateway.port(), transfer)));
        gateway.await("reached " + step);
        gateway.kill();
        long died = System.nanoTime();
        deleteLog();
        String state = answer.get(1, TimeUnit.MINUTES);
        assertThat(state).isEqualTo("08006");
        Invariants survivor = new Invariants(world, List.of(1));
        OUT.printf("%s: taken over after %.1f s%n", step, survivor.awaitNothingInDoubt(died));
        survivor.check(transfer, state);
        assertThat(survivor.parts(transfer)).isEqualTo(count);
        transfers = survivor.goOn(1, transfers + 1) - 1;
        world.serve(0);
    }

    private void deleteLog() throws IOException {
        try (Stream<Path> files = Files.walk(world.folder(0).resolve("txlog"))) {
            assertThat(files.sorted(Comparator.reverseOrder()).map(Path::toFile).allMatch(File::delete))
                    .isTrue();
        }
    }

    /** Its connection breaks between its writes and the commit. */
    @Test
    void whatAGoneClientHasWrittenIsRolledBackEverywhere() throws Exception {
        int transfer = ++transfers;
        long began;
        try (CutProxy network = new CutProxy(world.gateway(0).port())) {
            Connection connection = GatewayProcess.connect(network.port());
            Invariants.write(connection, transfer);
            began = System.nanoTime();
            network.cut();
            // The driver's close would want to say goodbye.
            connection.abort(Runnable::run);
        }
        new Invariants(world, List.of(0, 1)).check(transfer, "never committed");
        double seconds = (System.nanoTime() - began) / 1e9;
        OUT.printf("everything is free after %.1f s%n", seconds);
        assertThat(seconds).isLessThan(SECONDS_TO_FREE);
    }
}
