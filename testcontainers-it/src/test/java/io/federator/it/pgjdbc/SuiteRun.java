package io.federator.it.pgjdbc;

import io.federator.adapter.testkit.EmbeddedPostgres;
import io.federator.it.deployment.Gateway;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs pgjdbc's tests three times: without a server, against a PostgreSQL in which their user may create nothing, and against a
 * gateway over that. A test that passes in the second run reads only; one that fails in the first needs a server. Of
 * these, how many pass in the third is the measure.
 *
 * <p>Arguments: pgjdbc's source, the folder of the compiled tests, their class path, and a folder for the reports.
 */
public final class SuiteRun {
    private static final String USER = "driver_test";
    private static final String PASSWORD = "secret";
    private static final int NOBODY_LISTENS = 1;

    private final Path source;
    private final Path classes;
    private final String classpath;
    private final Path reports;

    private SuiteRun(Path source, Path classes, String classpath, Path reports) {
        this.source = source;
        this.classes = classes;
        this.classpath = classpath;
        this.reports = reports;
    }

    public static void main(String[] arguments) {
        int status = 1;
        try {
            new SuiteRun(
                            Path.of(arguments[0]).toAbsolutePath(),
                            Path.of(arguments[1]),
                            arguments[2],
                            Path.of(arguments[3]))
                    .compare();
            status = 0;
        } catch (IOException | InterruptedException | RuntimeException e) {
            System.err.println("failed: " + e);
        }
        // Threads of the servers would keep the process alive.
        System.exit(status);
    }

    private void compare() throws IOException, InterruptedException {
        EmbeddedPostgres postgres = EmbeddedPostgres.shared();
        String database = postgres.createDatabase();
        postgres.execute(
                database,
                "create role " + USER + " login password '" + PASSWORD + "'",
                "revoke create on schema public from public",
                "revoke temporary on database " + database + " from public",
                "create table seed (id int primary key)");
        String catalog = """
            version: 1
            gateway:
              port: 5433
              database: %s
              users: {%s: {password: "%s"}}
            sources:
              a: {type: postgresql, url: "%s", user: postgres, password: ""}
            schemas:
              public:
                seed: {key: [id], at: a/seed}
            """.formatted(database, USER, PASSWORD, postgres.url(database));
        Map<String, String> alone = outcomes("alone", NOBODY_LISTENS, database);
        Map<String, String> right = outcomes("postgresql", postgres.port(), database);
        Map<String, String> ours;
        try (Gateway gateway = Gateway.serving(catalog, Map.of())) {
            ours = outcomes("federator", gateway.port(), database);
        }
        report(alone, right, ours);
    }

    private void report(Map<String, String> alone, Map<String, String> right, Map<String, String> ours)
            throws IOException {
        List<String> reading = passed(right);
        List<String> withServer =
                reading.stream().filter(test -> !passes(alone, test)).toList();
        List<String> failed = new ArrayList<>();
        Map<String, Integer> byClass = new TreeMap<>();
        for (String test : reading) {
            if (!passes(ours, test)) {
                failed.add(test + "\n   " + ours.getOrDefault(test, "was not run"));
                byClass.merge(test.substring(0, test.indexOf(' ')), 1, Integer::sum);
            }
        }
        Files.writeString(reports.resolve("failed.txt"), String.join("\n", failed) + "\n");
        byClass.forEach((name, count) -> System.out.println(name + ": " + count + " fail"));
        System.out.println("tests that need a server: "
                + share(withServer.stream().filter(test -> passes(ours, test)).count(), withServer.size()));
        System.out.println("all tests that only read: "
                + share(reading.stream().filter(test -> passes(ours, test)).count(), reading.size()));
    }

    private static String share(long passed, int all) {
        return "%d of %d pass (%.1f %%)".formatted(passed, all, 100.0 * passed / Math.max(all, 1));
    }

    private static List<String> passed(Map<String, String> outcomes) {
        return outcomes.keySet().stream().filter(test -> passes(outcomes, test)).toList();
    }

    private static boolean passes(Map<String, String> outcomes, String test) {
        return outcomes.getOrDefault(test, "was not run").isEmpty();
    }

    /** Runs all tests against the server of a port; what went wrong by test, empty where nothing did. */
    private Map<String, String> outcomes(String name, int port, String database)
            throws IOException, InterruptedException {
        Path folder = reports.resolve(name);
        Files.createDirectories(folder);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Map.of(
                        "build.properties.relative.path",
                        source.toString(),
                        "test.url.PGHOST",
                        "127.0.0.1",
                        "test.url.PGPORT",
                        Integer.toString(port),
                        "test.url.PGDBNAME",
                        database,
                        "user",
                        USER,
                        "password",
                        PASSWORD,
                        "privilegedUser",
                        USER,
                        "privilegedPassword",
                        PASSWORD,
                        "junit.jupiter.execution.timeout.testable.method.default",
                        "20s",
                        "user.timezone",
                        "UTC")
                .forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-cp", classes + File.pathSeparator + classpath));
        command.addAll(List.of("org.junit.platform.console.ConsoleLauncher", "execute", "--details=none"));
        command.addAll(List.of("--scan-classpath", classes.toString(), "--include-classname", ".*Test.*"));
        command.addAll(List.of("-T", "replication", "-T", "slow", "--reports-dir", folder.toString()));
        System.out.println("Running pgjdbc's tests: " + name);
        // Its exit status says only that some tests fail.
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log.txt").toFile())
                .start()
                .waitFor();
        return SuiteReport.read(folder.resolve("TEST-junit-jupiter.xml"));
    }
}
