package io.federator.it.regress;

import io.federator.it.deployment.Answer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What came of the statements of one file. */
final class FileReport {
    private static final int SHOWN = 600;

    private final String file;
    private final List<Map<Verdict, Integer>> counts =
            List.of(new EnumMap<>(Verdict.class), new EnumMap<>(Verdict.class));
    private final Map<String, Integer> outside = new TreeMap<>();
    private final List<String> rest = new ArrayList<>();

    FileReport(String file) {
        this.file = file;
    }

    /** @param placement 0 for whole tables, 1 for rows that are shared out */
    void add(int placement, Verdict verdict, ScriptStatement statement, Answer expected, Answer answer) {
        counts.get(placement).merge(verdict, 1, Integer::sum);
        if (verdict != Verdict.AGREES) {
            String difference = answer.differenceFrom(expected, false);
            rest.add(verdict.label() + " " + file + ":" + statement.line() + (placement == 0 ? "" : " (split)")
                    + "\n    "
                    + statement.brief(SHOWN) + "\n    "
                    + (difference.isEmpty() ? "rows in another order" : difference).replaceAll("\n\\s*", "\n    "));
        }
    }

    /** A statement that is not measured. */
    void leaveOut(String reason) {
        outside.merge(reason, 1, Integer::sum);
    }

    int agreeing(int placement) {
        return counts.get(placement).getOrDefault(Verdict.AGREES, 0);
    }

    int total(int placement) {
        return counts.get(placement).entrySet().stream()
                .filter(count -> count.getKey().counts())
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    int count(int placement, Verdict verdict) {
        return counts.get(placement).getOrDefault(verdict, 0);
    }

    String summary() {
        return String.format(
                Locale.ROOT,
                "%-20s whole %s   split %s   rest %s   not measured %s",
                file,
                share(0),
                share(1),
                counts.getFirst().entrySet().stream()
                        .filter(count -> count.getKey() != Verdict.AGREES)
                        .map(count -> count.getKey().label() + " " + count.getValue())
                        .collect(Collectors.joining(", ", "[", "]")),
                outside);
    }

    private String share(int placement) {
        return share(agreeing(placement), total(placement));
    }

    static String share(int agreeing, int total) {
        return String.format(
                Locale.ROOT, "%4d / %4d = %5.1f %%", agreeing, total, total == 0 ? 100.0 : 100.0 * agreeing / total);
    }

    /** Everything that does not agree, by kind. */
    List<String> rest() {
        return rest.stream().sorted().toList();
    }
}
