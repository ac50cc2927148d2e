package io.federator.it.deployment;

import io.federator.gateway.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
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
    private static final List<String> SMALL = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final Process process;
    private final BufferedReader out;
    private final int port;

    private GatewayProcess(Process process, BufferedReader out, int port) {
        this.process = process;
        this.out = out;
        this.port = port;
    }

    /** Returns when it listens. */
    public static GatewayProcess serve(Path folder, String yaml, Map<String, String> environment) throws IOException {
        return serve(folder, yaml, environment, SMALL);
    }

    /** @param main a class that takes the place of the gateway's own, with the same arguments and the same first line */
    public static GatewayProcess serve(Path folder, String yaml, Map<String, String> environment, Class<?> main)
            throws IOException {
        return serve(folder, yaml, environment, SMALL, main);
    }

    /** @param options of the JVM */
    public static GatewayProcess serve(Path folder, String yaml, Map<String, String> environment, List<String> options)
            throws IOException {
        return serve(folder, yaml, environment, options, Main.class);
    }

    private static GatewayProcess serve(
            Path folder, String yaml, Map<String, String> environment, List<String> options, Class<?> main)
            throws IOException {
        Path file = folder.resolve("catalog.yaml");
        Files.writeString(file, yaml);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
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
                process, out, Integer.parseInt(line.substring(READY.length()).strip()));
    }

    /** Writes a line to its standard input. */
    public void tell(String line) throws IOException {
        OutputStream in = process.getOutputStream();
        in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    /** Returns when it has written this line to its standard output. */
    public void await(String expected) throws IOException {
        String line = out.readLine();
        while (line != null && !line.equals(expected)) {
            line = out.readLine();
        }
        if (line == null) {
            throw new IOException("the gateway has ended before it said " + expected);
        }
    }

    public int port() {
        return port;
    }

    public Connection connect() throws SQLException {
        return connect(port);
    }

    /** @param port of the gateway, or of a network before it */
    public static Connection connect(int port) throws SQLException {
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
