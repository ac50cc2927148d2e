package io.federator.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The log of a gateway is on a file system that is full: one of some kilobytes, which only root can make. */
@Timeout(120)
class FullLogTest {
    private static final String DISK_FULL = "53100";

    @Test
    void onlyWritesOverSeveralSourcesAreRefused(@TempDir Path folder) throws Exception {
        Path disk = Files.createDirectories(folder.resolve("gateway0").resolve("txlog"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString()),
                "a small file system cannot be made here");
        try (World world = new World(folder)) {
            Invariants invariants = new Invariants(world, List.of(0, 1));
            int next = invariants.goOn(0, 1);
            Path filling = disk.resolve("filling");
            fill(filling);
            int port = world.gateway(0).port();
            String state = "";
            while (state.isEmpty()) {
                // What is left of the log's last page is enough for some.
                state = Invariants.transfer(port, next);
                invariants.check(next, state);
                next++;
            }
            assertThat(state).isEqualTo(DISK_FULL);
            try (Connection connection = world.gateway(0).connect();
                    Statement statement = connection.createStatement()) {
                assertThat(statement.executeUpdate("update account set balance = balance where place = 1"))
                        .isEqualTo(1);
                try (ResultSet rows = statement.executeQuery("select sum(balance) from account")) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getInt(1)).isEqualTo(World.PLACES * World.BALANCE);
                }
            }
            Files.delete(filling);
            int _ = invariants.goOn(0, next);
        } finally {
            assertThat(run("umount", disk.toString())).isTrue();
        }
    }

    private static void fill(Path file) throws IOException {
        byte[] page = new byte[4096];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long free = Files.getFileStore(file).getUsableSpace(); free > 0; free -= page.length) {
                out.write(page);
            }
        }
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            // There is no such command.
            return false;
        }
    }
}
