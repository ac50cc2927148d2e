package io.federator.adapter.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * MySQL, which has no Maven artifact: the server at the URL in {@code FEDERATOR_IT_MYSQL_URL} (user root without
 * password), else one that the script {@code shared/servers/mysql.sh} installs and starts. The folder {@code shared} is
 * named by the system property {@code federator.shared} or found beside the project or above it. Without any of them
 * the test is skipped.
 */
public final class MySqlServer extends TestServer {
    private static final int NAMES = 10;

    private final String base;
    private final @Nullable Path script;
    private final int port;
    private final String dataName;

    private MySqlServer(String base, @Nullable Path script, int port, String dataName) {
        this.base = base;
        this.script = script;
        this.port = port;
        this.dataName = dataName;
        if (script != null) {
            restart();
            Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        }
    }

    /** One server for all tests of this JVM; it ends with the JVM. */
    public static MySqlServer shared() {
        return Shared.SERVER.orElseGet(() -> {
            Assumptions.abort("no MySQL: set FEDERATOR_IT_MYSQL_URL or federator.shared");
            throw new IllegalStateException("unreachable");
        });
    }

    /** The same, for tests that can do without it. */
    public static Optional<MySqlServer> sharedIfPresent() {
        return Shared.SERVER;
    }

    /** Whether {@link #separate} has what it needs. */
    public static boolean canBeSeparate() {
        return script().isPresent();
    }

    /** A server of its own, for a test that breaks it. */
    public static MySqlServer separate() {
        Optional<Path> script = script();
        Assumptions.assumeTrue(script.isPresent(), "no script to start a MySQL server with");
        return started(script.orElseThrow());
    }

    private static final class Shared {
        static final Optional<MySqlServer> SERVER = open();
    }

    private static Optional<MySqlServer> open() {
        String url = System.getenv("FEDERATOR_IT_MYSQL_URL");
        if (url != null && !url.isBlank()) {
            return Optional.of(new MySqlServer(url.endsWith("/") ? url : url + "/", null, 0, ""));
        }
        return script().map(MySqlServer::started);
    }

    private static MySqlServer started(Path script) {
        int port = freePort();
        return new MySqlServer("jdbc:mysql://127.0.0.1:" + port + "/", script, port, freeName());
    }

    private static Optional<Path> script() {
        String named = System.getProperty("federator.shared");
        if (named != null) {
            return Optional.of(Path.of(named, "servers", "mysql.sh")).filter(Files::isExecutable);
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path script = folder.resolve("shared/servers/mysql.sh");
            if (Files.isExecutable(script)) {
                return Optional.of(script);
            }
        }
        return Optional.empty();
    }

    /** Data folders are used again by later runs, so that they do not pile up. */
    private static String freeName() {
        for (int i = 0; i < NAMES; i++) {
            String name = "federator-test-" + i;
            boolean used = ProcessHandle.allProcesses()
                    .anyMatch(process -> process.info().commandLine().orElse("").contains("/" + name + " "));
            if (!used) {
                return name;
            }
        }
        throw new IllegalStateException("more than " + NAMES + " MySQL servers are running");
    }

    @Override
    public String url(String database) {
        int options = base.indexOf('?');
        return options < 0 ? base + database : base.substring(0, options) + database + base.substring(options);
    }

    @Override
    protected String mainDatabase() {
        return "";
    }

    @Override
    public String user() {
        return "root";
    }

    @Override
    protected List<ProcessHandle> processes() {
        return script == null ? List.of() : serversWith("/" + dataName + " ");
    }

    @Override
    public void restart() {
        run("start", Integer.toString(port), dataName);
    }

    @Override
    public void close() {
        if (script != null) {
            run("stop", dataName);
        }
    }

    private void run(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = String.valueOf(script);
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor() != 0 && arguments[0].equals("start")) {
                throw new IllegalStateException("cannot start MySQL with " + script);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
