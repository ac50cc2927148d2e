package io.federator.samples.tpch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Times the queries of a folder on several servers, in turn, and compares them with the first. From the command line:
 *
 * <pre>
 * TpchBenchmark QUERIES_FOLDER RUNS RESULTS_FOLDER NAME=ADDRESS ...
 * </pre>
 *
 * An address is as {@link BenchmarkEngine#of} says. Each query runs once on each server to warm up and then RUNS times; the medians
 * are printed and kept in the folder as {@code results.csv} and, as a plot, {@code results.svg}.
 */
public final class TpchBenchmark {
    private final List<BenchmarkEngine> engines;
    private final int runs;

    private TpchBenchmark(List<BenchmarkEngine> engines, int runs) {
        this.engines = engines;
        this.runs = runs;
    }

    public static void main(String[] args) throws SQLException, IOException, InterruptedException {
        if (args.length < 4) {
            throw new IllegalArgumentException(
                    "usage: TpchBenchmark QUERIES_FOLDER RUNS RESULTS_FOLDER NAME=ADDRESS ...");
        }
        List<Path> files;
        try (Stream<Path> found = Files.list(Path.of(args[0]))) {
            files = found.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .toList();
        }
        List<BenchmarkEngine> engines = new ArrayList<>();
        try {
            for (String address : Arrays.asList(args).subList(3, args.length)) {
                engines.add(BenchmarkEngine.of(address));
            }
            BenchmarkResults results = new TpchBenchmark(engines, Integer.parseInt(args[1])).run(files);
            results.write(Path.of(args[2]));
            results.ratios().forEach(System.out::println);
        } finally {
            for (BenchmarkEngine engine : engines) {
                engine.close();
            }
        }
    }

    private BenchmarkResults run(List<Path> files) throws IOException, InterruptedException {
        BenchmarkResults results =
                new BenchmarkResults(engines.stream().map(BenchmarkEngine::name).toList());
        System.out.println(results.header());
        for (Path file : files) {
            String query = file.getFileName().toString().replace(".sql", "");
            results.add(query, medians(Files.readString(file)));
            System.out.println(results.line(query));
        }
        return results;
    }

    /** By engine, in seconds; without those that failed, which is said. */
    private Map<String, Double> medians(String sql) throws InterruptedException {
        Map<String, List<Double>> seconds = new HashMap<>();
        List<BenchmarkEngine> alive = new ArrayList<>(engines);
        for (int run = 0; run <= runs; run++) {
            for (BenchmarkEngine engine : List.copyOf(alive)) {
                long begin = System.nanoTime();
                try {
                    engine.run(sql);
                } catch (SQLException | IOException failure) {
                    System.out.printf(Locale.ROOT, "%s failed: %s%n", engine.name(), failure.getMessage());
                    alive.remove(engine);
                    seconds.remove(engine.name());
                    continue;
                }
                if (run > 0) {
                    seconds.computeIfAbsent(engine.name(), _ -> new ArrayList<>())
                            .add((System.nanoTime() - begin) / 1e9);
                }
            }
        }
        Map<String, Double> medians = new HashMap<>();
        seconds.forEach((name, all) -> medians.put(name, median(all)));
        return medians;
    }

    private static double median(List<Double> seconds) {
        List<Double> sorted = seconds.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
