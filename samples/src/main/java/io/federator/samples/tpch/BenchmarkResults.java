package io.federator.samples.tpch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Seconds by query and engine; the first engine is the one that the others are compared with. Used by one thread. */
final class BenchmarkResults {
    private final List<String> engines;
    private final Map<String, Map<String, Double>> seconds = new LinkedHashMap<>();

    BenchmarkResults(List<String> engines) {
        this.engines = List.copyOf(engines);
    }

    /** @param medians by engine; without those that failed */
    void add(String query, Map<String, Double> medians) {
        seconds.put(query, Map.copyOf(medians));
    }

    List<String> engines() {
        return engines;
    }

    List<String> queries() {
        return List.copyOf(seconds.keySet());
    }

    /** Null where the engine failed. */
    @Nullable Double of(String query, String engine) {
        Map<String, Double> medians = seconds.get(query);
        return medians == null ? null : medians.get(engine);
    }

    String header() {
        StringBuilder line = new StringBuilder("query     ");
        engines.forEach(engine -> line.append(String.format(Locale.ROOT, "%12s", engine)));
        return line.toString();
    }

    String line(String query) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-10s", query));
        for (String engine : engines) {
            Double median = of(query, engine);
            line.append(
                    median == null
                            ? String.format(Locale.ROOT, "%12s", "failed")
                            : String.format(Locale.ROOT, "%12.3f", median));
        }
        return line.toString();
    }

    /** How each engine compares with the first, over the queries that both have done. */
    List<String> ratios() {
        List<String> lines = new ArrayList<>();
        String first = engines.getFirst();
        for (String engine : engines.subList(1, engines.size())) {
            double logs = 0;
            double ours = 0;
            double theirs = 0;
            int both = 0;
            int slower = 0;
            for (String query : queries()) {
                Double own = of(query, first);
                Double other = of(query, engine);
                if (own != null && other != null) {
                    logs += Math.log(other / own);
                    ours += own;
                    theirs += other;
                    both++;
                    slower += other > own ? 1 : 0;
                }
            }
            lines.add(String.format(
                    Locale.ROOT,
                    "%s: %d of %d done, %.2f times the time of %s by geometric mean, total %.1f s against %.1f s; %s"
                            + " is faster in %d",
                    engine,
                    both,
                    queries().size(),
                    Math.exp(logs / Math.max(1, both)),
                    first,
                    theirs,
                    ours,
                    first,
                    slower));
        }
        return lines;
    }

    /** Writes {@code results.csv} and {@code results.svg} into the folder, which is made if need be. */
    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        StringBuilder csv = new StringBuilder("query," + String.join(",", engines) + "\n");
        for (String query : queries()) {
            csv.append(query);
            for (String engine : engines) {
                Double median = of(query, engine);
                csv.append(',').append(median == null ? "" : String.format(Locale.ROOT, "%.3f", median));
            }
            csv.append('\n');
        }
        Files.writeString(folder.resolve("results.csv"), csv);
        Files.writeString(folder.resolve("results.svg"), BenchmarkPlot.of(this));
    }
}
