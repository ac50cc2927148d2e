package io.federator.it.faults;

import io.federator.adapter.testkit.TestServer;
import io.federator.it.deployment.GatewayProcess;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A fault at each step of a commit over three databases. {@code -Dfaults.steps=all} tries every step with every site and kind,
 * otherwise each of them occurs at least once; {@code -Dfaults.freeze} says for how many seconds something stands still.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class StepFaultsTest {
    private static final boolean ALL =
            System.getProperty("faults.steps", "some").equals("all");
    private static final long SECONDS_FROZEN = Long.getLong("faults.freeze", 2);
    private static final long SECONDS_TO_ANSWER = 60;
    private static final PrintStream OUT = System.out;
    private static final List<String> STEPS = List.of(
            "BEFORE_PREPARE",
            "PREPARED_1",
            "PREPARED_2",
            "LOGGED",
            "DECIDED",
            "COMMITTED_1",
            "COMMITTED_2",
            "FINISHED");

    /** The databases in the order of their places, and the gateway. */
    private static final List<Site> SITES = List.of(Site.POSTGRESQL, Site.MYSQL, Site.MARIADB, Site.GATEWAY);

    private static final List<Fault> FAULTS = List.of(Fault.values());

    @SuppressWarnings("NullAway") // Set before all tests.
    private World world;

    private int transfers;

    /** A step and what happens there. */
    record Case(String step, Site site, Fault fault) {
        @Override
        public String toString() {
            return step + " " + (site + " " + fault).toLowerCase(Locale.ROOT);
        }
    }

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        world = new World(folder);
    }

    @AfterAll
    void close() {
        world.close();
    }

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < STEPS.size(); i++) {
            for (Site site : SITES) {
                for (Fault fault : FAULTS) {
                    if (ALL || (site == SITES.get(i % SITES.size()) && fault == FAULTS.get(i % FAULTS.size()))) {
                        cases.add(new Case(STEPS.get(i), site, fault));
                    }
                }
            }
            if (ALL || i == 1) {
                cases.add(new Case(STEPS.get(i), Site.CLIENT, Fault.CUT));
            }
        }
        return cases.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void nothingIsLostOrTorn(Case now) throws Exception {
        GatewayProcess gateway = world.gateway(0);
        int transfer = ++transfers;
        gateway.tell("arm " + now.step());
        gateway.await("armed");
        String state;
        long back;
        try (CutProxy network = new CutProxy(gateway.port())) {
            CompletableFuture<String> answer = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> answer.complete(Invariants.transfer(network.port(), transfer)));
            gateway.await("reached " + now.step());
            switch (now.site()) {
                case GATEWAY -> harmGateway(now.fault(), gateway);
                case CLIENT -> {
                    network.cut();
                    gateway.tell("go");
                }
                default -> harmDatabase(now.fault(), SITES.indexOf(now.site()), gateway, answer);
            }
            back = System.nanoTime();
            state = answer.get(SECONDS_TO_ANSWER, TimeUnit.SECONDS);
        }
        Invariants invariants = new Invariants(world, List.of(0, 1));
        double seconds = invariants.awaitNothingInDoubt(back);
        OUT.printf("%s: %s, nothing in doubt after %.1f s%n", now, state.isEmpty() ? "committed" : state, seconds);
        invariants.check(transfer, state);
        transfers = invariants.goOn(1, invariants.goOn(0, transfers + 1)) - 1;
    }

    private void harmGateway(Fault fault, GatewayProcess gateway) throws Exception {
        switch (fault) {
            case KILL -> {
                gateway.kill();
                world.serve(0);
            }
            case FREEZE -> {
                gateway.signal("-STOP");
                // For so long on purpose: the other gateway may take over meanwhile.
                TimeUnit.SECONDS.sleep(SECONDS_FROZEN);
                gateway.signal("-CONT");
                gateway.tell("go");
            }
            case CUT -> {
                for (int place = 0; place < World.PLACES; place++) {
                    world.cut(place);
                }
                gateway.tell("go");
            }
        }
    }

    private void harmDatabase(Fault fault, int place, GatewayProcess gateway, CompletableFuture<String> answer)
            throws Exception {
        TestServer server = world.server(place);
        switch (fault) {
            case KILL -> {
                server.kill();
                gateway.tell("go");
                awaitFor(SECONDS_FROZEN, answer);
                server.restart();
            }
            case FREEZE -> {
                server.freeze();
                gateway.tell("go");
                awaitFor(SECONDS_FROZEN, answer);
                server.thaw();
            }
            case CUT -> {
                world.cut(place);
                gateway.tell("go");
            }
        }
    }

    /** Until the client has its answer, but not for longer. */
    private static void awaitFor(long seconds, CompletableFuture<String> answer)
            throws InterruptedException, ExecutionException {
        try {
            String _ = answer.get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            OUT.println("the client has no answer yet");
        }
    }
}
