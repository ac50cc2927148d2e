package io.federator.it.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program that asks a server and prints what it sees. Which server, libpq's environment variables say.
 *
 * @param directory in {@code testcontainers-it/clients}
 * @param probe succeeds where the client is installed
 */
record Client(String name, String directory, List<String> probe, List<String> command) {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Path ALL = Path.of("clients");

    /** What a run printed, standard error behind standard output. */
    record Transcript(int exit, String text) {}

    @Override
    public String toString() {
        return name;
    }

    boolean isInstalled() {
        return run(probe, Map.of()).exit == 0;
    }

    Transcript ask(Map<String, String> server) {
        return run(command, server);
    }

    private Transcript run(List<String> words, Map<String, String> environment) {
        try {
            Path output = Files.createTempFile("client", ".txt");
            try {
                ProcessBuilder builder = new ProcessBuilder(words)
                        .directory(ALL.resolve(directory).toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
                builder.environment().putAll(environment);
                // Go finds Debian's packages there, and needs no module file.
                builder.environment()
                        .putAll(Map.of("GO111MODULE", "off", "GOPATH", "/usr/share/gocode", "LC_ALL", "C.UTF-8"));
                Process process = builder.start();
                process.getOutputStream().close();
                if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                    return new Transcript(-1, "no end within " + LIMIT + "\n" + read(output));
                }
                return new Transcript(process.exitValue(), read(output));
            } finally {
                Files.delete(output);
            }
        } catch (IOException absent) {
            return new Transcript(-1, String.valueOf(absent.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private static String read(Path output) throws IOException {
        return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
    }
}
