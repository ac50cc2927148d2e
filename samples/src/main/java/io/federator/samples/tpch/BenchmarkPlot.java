package io.federator.samples.tpch;

import java.util.List;
import java.util.Locale;

/** Draws results as groups of bars over a logarithmic axis of seconds. */
final class BenchmarkPlot {
    private static final int BAR = 9;
    private static final int GAP = 10;
    private static final int LEFT = 50;
    private static final int TOP = 40;
    private static final int HEIGHT = 320;
    private static final double LEAST = 0.01;
    private static final double MOST = 100;
    private static final List<String> COLORS = List.of("#1b6ca8", "#d9722e", "#8a8d91", "#4c9f70", "#a05195");

    private BenchmarkPlot() {}

    static String of(BenchmarkResults results) {
        int group = results.engines().size() * BAR + GAP;
        int width = LEFT + results.queries().size() * group + 20;
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\""
                        + " font-size=\"11\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                width,
                TOP + HEIGHT + 30));
        for (double seconds = LEAST; seconds <= MOST; seconds *= 10) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>"
                            + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s s</text>%n",
                    LEFT,
                    width - 10,
                    y(seconds),
                    y(seconds),
                    LEFT - 6,
                    y(seconds) + 4,
                    seconds < 1 ? String.format(Locale.ROOT, "%.2f", seconds) : Math.round(seconds)));
        }
        int x = LEFT;
        for (String name : results.engines()) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%d\" y=\"12\" width=\"10\" height=\"10\" fill=\"%s\"/><text x=\"%d\""
                            + " y=\"21\">%s</text>%n",
                    x,
                    color(results, name),
                    x + 14,
                    name));
            x += 40 + 7 * name.length();
        }
        for (int i = 0; i < results.queries().size(); i++) {
            group(results, results.queries().get(i), LEFT + GAP + i * group, svg);
        }
        return svg.append("</svg>\n").toString();
    }

    private static void group(BenchmarkResults results, String query, int x, StringBuilder svg) {
        int bar = x;
        for (String engine : results.engines()) {
            Double seconds = results.of(query, engine);
            if (seconds != null) {
                svg.append(String.format(
                        Locale.ROOT,
                        "<rect x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\" fill=\"%s\"/>%n",
                        bar,
                        y(seconds),
                        BAR - 1,
                        TOP + HEIGHT - y(seconds),
                        color(results, engine)));
            }
            bar += BAR;
        }
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
                (x + bar) / 2,
                TOP + HEIGHT + 16,
                query));
    }

    private static String color(BenchmarkResults results, String engine) {
        return COLORS.get(results.engines().indexOf(engine) % COLORS.size());
    }

    private static double y(double seconds) {
        double part = Math.log(Math.clamp(seconds, LEAST, MOST) / LEAST) / Math.log(MOST / LEAST);
        return TOP + HEIGHT * (1 - part);
    }
}
