package io.federator.xa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionLogTest {
    @TempDir
    @SuppressWarnings("NullAway") // Set by JUnit.
    private Path folder;

    private Path path() {
        return folder.resolve("decisions.log");
    }

    @Test
    void remembersWhatIsUnfinished() throws IOException {
        try (DecisionLog log = DecisionLog.open(path())) {
            log.committing("a", true);
            log.committing("b", true);
            log.committing("c", false);
            log.finished("b");
            log.finished("never began");
        }
        try (DecisionLog log = DecisionLog.open(path())) {
            assertThat(log.committing()).containsExactly("a", "c");
            assertThat(log.isCommitting("b")).isFalse();
        }
    }

    /** A line that is cut off was never acknowledged. */
    @Test
    void readsUpToADamagedLine() throws IOException {
        try (DecisionLog log = DecisionLog.open(path())) {
            log.committing("a", true);
            log.committing("b", true);
        }
        byte[] content = Files.readAllBytes(path());
        Files.write(path(), java.util.Arrays.copyOf(content, content.length - 3));
        try (DecisionLog log = DecisionLog.open(path())) {
            assertThat(log.committing()).containsExactly("a");
            log.committing("d", true);
        }
        Files.writeString(path(), "C x 12345\n\0\0\0", StandardOpenOption.APPEND);
        try (DecisionLog log = DecisionLog.open(path())) {
            assertThat(log.committing()).containsExactly("a", "d");
        }
    }

    @Test
    void manyWriteAtOnce() throws Exception {
        int threads = 16;
        int each = 200;
        CountDownLatch ended = new CountDownLatch(threads);
        try (DecisionLog log = DecisionLog.open(path())) {
            for (int i = 0; i < threads; i++) {
                int thread = i;
                Thread.ofVirtual().start(() -> {
                    try {
                        for (int j = 0; j < each; j++) {
                            log.committing(thread + "." + j, true);
                            if (j % 2 == 0) {
                                log.finished(thread + "." + j);
                            }
                        }
                        ended.countDown();
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                });
            }
            ended.await();
        }
        try (DecisionLog log = DecisionLog.open(path())) {
            assertThat(log.committing()).hasSize(threads * each / 2);
        }
    }

    /** On a file system of some kilobytes, which only root can make. */
    @Test
    void aFullDiskIsSaidAndForgotten() throws Exception {
        Path disk = Files.createDirectories(folder.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString()),
                "a small file system cannot be made here");
        try {
            fullAndFree(disk);
        } finally {
            assertThat(run("umount", disk.toString())).isTrue();
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

    private static void fullAndFree(Path disk) throws IOException {
        Path filling = disk.resolve("filling");
        Path path = disk.resolve("decisions.log");
        try (DecisionLog log = DecisionLog.open(path)) {
            log.committing("before", true);
            fill(filling);
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 10_000; i++) {
                            log.committing("full." + i, false);
                        }
                    })
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> log.committing("still full", true)).isInstanceOf(IOException.class);
            Files.delete(filling);
            log.committing("after", true);
            assertThat(log.isCommitting("before")).isTrue();
            assertThat(log.isCommitting("still full")).isFalse();
        }
        try (DecisionLog log = DecisionLog.open(path)) {
            assertThat(log.committing()).contains("before", "after").doesNotContain("still full");
        }
    }

    private static void fill(Path file) {
        try {
            for (int i = 0; i < 1_000; i++) {
                Files.write(file, new byte[4_096], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            // That is what is wanted.
        }
    }
}
