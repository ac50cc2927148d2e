package io.federator.it.deployment;

import io.federator.gateway.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A gateway in a process of its own, which can be killed. */
public final class GatewayProcess implements AutoCloseable {
    private static final String READY = "federator listening on 127.0.0.1:";
    private static final long SECONDS_TO_END = 30;

    private final Process process;
    private final int port;

    private GatewayProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Returns when it listens. */
    public static GatewayProcess serve(Path folder, String yaml, Map<String, String> environment) throws IOException {
        return serve(folder, yaml, environment, List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    }

    /** @param options of the JVM */
    public static GatewayProcess serve(Path folder, String yaml, Map<String, String> environment, List<String> options)
            throws IOException {
        Path file = folder.resolve("catalog.yaml");
        Files.writeString(file, yaml);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of("serve", "--config", file.toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.redirectError(folder.resolve("gateway.err").toFile());
        Process process = builder.start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        while (line != null && !line.startsWith(READY)) {
            line = out.readLine();
        }
        if (line == null) {
            process.destroyForcibly();
            throw new IOException("the gateway has ended: " + Files.readString(folder.resolve("gateway.err")));
        }
        return new GatewayProcess(
                process, Integer.parseInt(line.substring(READY.length()).strip()));
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/federator?connectTimeout=5&socketTimeout=30", "tester", "");
    }

    /** @param name such as {@code -STOP} */
    public void signal(String name) throws IOException, InterruptedException {
        int _ = new ProcessBuilder("kill", name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** As the machine's power does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
