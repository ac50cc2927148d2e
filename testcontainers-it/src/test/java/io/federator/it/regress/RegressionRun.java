package io.federator.it.regress;

import io.federator.adapter.testkit.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs the reading statements of PostgreSQL's regression files against one PostgreSQL and against Federator, and prints
 * how many agree. Which statements count, and what happens to the others, is told by {@link ScriptRun}.
 *
 * <p>Arguments: the folder of PostgreSQL's source, the folder for the lists of what does not agree, and names of files;
 * without names all files of the measure.
 */
public final class RegressionRun {
    private static final List<String> PREPARATION = List.of("test_setup", "create_misc", "create_index");
    private static final List<String> FILES = List.of(
            ("boolean char varchar text int2 int4 int8 float4 float8 numeric uuid strings date time timetz timestamp"
                            + " timestamptz interval horology regex select select_distinct select_distinct_on subselect"
                            + " union case join aggregates arrays groupingsets misc_functions tsrf window json jsonb"
                            + " limit rangefuncs rowtypes with")
                    .split(" "));
    private static final String DEFAULTS =
            "set datestyle = 'Postgres, MDY'; set intervalstyle = postgres_verbose; set timezone ="
                    + " 'America/Los_Angeles'; set statement_timeout = '30s'";

    private RegressionRun() {}

    public static void main(String[] arguments) {
        int status = 1;
        try {
            run(arguments);
            status = 0;
        } catch (IOException | SQLException | RuntimeException e) {
            System.err.println("failed: " + e);
        }
        // Threads of the servers would keep the process alive.
        System.exit(status);
    }

    private static void run(String[] arguments) throws IOException, SQLException {
        Path folder = Path.of(arguments[0]).resolve("src/test/regress").toAbsolutePath();
        Path lists = Path.of(arguments[1]);
        Files.createDirectories(lists);
        List<String> files = arguments.length > 2 ? List.of(arguments).subList(2, arguments.length) : FILES;
        EmbeddedPostgres postgres = EmbeddedPostgres.shared();
        String database = postgres.createDatabase();
        for (String file : PREPARATION) {
            try (Oracle oracle = session(postgres, database)) {
                for (ScriptStatement statement : statements(folder, file)) {
                    ScriptRun.change(oracle, statement);
                }
            }
        }
        List<FileReport> reports = new ArrayList<>();
        try (Deployment whole = new Deployment(false);
                Deployment split = new Deployment(true)) {
            for (String file : files) {
                try (Oracle oracle = session(postgres, database)) {
                    FileReport report = new FileReport(file);
                    new ScriptRun(oracle, List.of(whole, split), report).run(statements(folder, file));
                    reports.add(report);
                    System.out.println(report.summary());
                    Files.writeString(lists.resolve(file + ".txt"), String.join("\n", report.rest()) + "\n");
                }
            }
        }
        for (int placement = 0; placement <= 1; placement++) {
            int of = placement;
            System.out.println((placement == 0 ? "whole: " : "split: ")
                    + FileReport.share(
                            reports.stream().mapToInt(r -> r.agreeing(of)).sum(),
                            reports.stream().mapToInt(r -> r.total(of)).sum()));
            for (Verdict verdict : Verdict.values()) {
                System.out.println("  " + verdict.label() + ": "
                        + reports.stream().mapToInt(r -> r.count(of, verdict)).sum());
            }
        }
    }

    private static List<ScriptStatement> statements(Path folder, String file) throws IOException {
        return PsqlScript.read(
                folder.resolve("sql").resolve(file + ".sql"), Map.of(PsqlScript.FOLDER, folder.toString()));
    }

    private static Oracle session(EmbeddedPostgres postgres, String database) {
        WireClient client = WireClient.connect(postgres.port(), database);
        client.rows(DEFAULTS);
        return new Oracle(client);
    }
}
