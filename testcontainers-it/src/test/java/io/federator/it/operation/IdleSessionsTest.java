package io.federator.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.it.deployment.Gateway;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a session costs that does nothing: little memory, and no thread of the system. {@code -Dsessions.idle=2000} asks for more. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdleSessionsTest {
    private static final int KILOBYTES_EACH = 40;

    /** Pools and event loops may still grow by a few; sessions are hundreds. */
    private static final int MORE_THREADS = 20;

    private TwoSources sources;
    private Gateway gateway;

    @BeforeAll
    void start() {
        sources = new TwoSources();
        gateway = Gateway.serving(
                TwoSources.CATALOG.replace(
                        "admin-port: 8433",
                        "admin-port: 8433, max-connections: 5000, users: {tester: {password: secret}}"),
                sources.environment);
    }

    @AfterAll
    void stop() {
        gateway.close();
        sources.close();
    }

    @Test
    void costLittle() throws IOException, InterruptedException {
        int count = Integer.getInteger("sessions.idle", 200);
        // What the first sessions make for all is not counted.
        with(200, this::usedBytes);
        long bytes = usedBytes();
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        with(count, () -> {
            double kilobytes = (usedBytes() - bytes) / 1024.0 / count;
            int more = ManagementFactory.getThreadMXBean().getThreadCount() - threads;
            System.out.printf("%d idle sessions: %.1f kB each, %d more threads%n", count, kilobytes, more);
            assertThat(kilobytes).isLessThan(KILOBYTES_EACH);
            assertThat(more).isLessThan(MORE_THREADS);
            return bytes;
        });
    }

    @FunctionalInterface
    private interface Measure {
        long take();
    }

    /** Takes a measure while so many clients are connected. */
    private void with(int clients, Measure measure) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        IdleClients.class.getName(),
                        gateway.url(),
                        "tester",
                        "secret",
                        Integer.toString(clients))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = said.readLine();
            assertThat(line).startsWith("connect");
            System.out.println(line);
            measure.take();
            process.getOutputStream().close();
            assertThat(process.waitFor()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private long usedBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
