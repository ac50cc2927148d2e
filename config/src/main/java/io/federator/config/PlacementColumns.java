package io.federator.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a placement tells about the table's columns: a split by columns names them all. */
final class PlacementColumns {
    private final Reading reading;
    private final List<String> key;

    PlacementColumns(Reading reading, List<String> key) {
        this.reading = reading;
        this.key = key;
    }

    /** All columns, if they are known. Reports row fragments that disagree and renames of columns that are not there. */
    Optional<Set<String>> check(Placement placement) {
        Optional<Set<String>> columns = columns(placement);
        checkRenames(placement, columns);
        return columns;
    }

    private Optional<Set<String>> columns(Placement placement) {
        return switch (placement) {
            case Placement.At at -> Optional.empty();
            case Placement.Columns split -> {
                Set<String> all = new LinkedHashSet<>(key);
                split.parts().forEach(part -> all.addAll(part.has()));
                yield Optional.of(all);
            }
            case Placement.Rows split -> common(split);
        };
    }

    private Optional<Set<String>> common(Placement.Rows split) {
        Optional<Set<String>> common = Optional.empty();
        SourceLocation first = split.location();
        for (RowFragment fragment : split.fragments()) {
            Optional<Set<String>> own = columns(fragment.placement());
            if (common.isEmpty()) {
                common = own;
                first = fragment.location();
            } else if (own.isPresent() && !own.get().equals(common.get())) {
                List<String> differences = new ArrayList<>();
                difference(common.get(), own.get(), "lacks", differences);
                difference(own.get(), common.get(), "adds", differences);
                reading.problem(
                        fragment.placement().location(),
                        "these are not the columns of the fragment at line " + first.line() + ": "
                                + String.join(", ", differences));
            }
        }
        return common;
    }

    private static void difference(Set<String> from, Set<String> without, String verb, List<String> into) {
        from.stream().filter(column -> !without.contains(column)).forEach(column -> into.add(verb + " " + column));
    }

    private void checkRenames(Placement placement, Optional<Set<String>> columns) {
        switch (placement) {
            case Placement.At at -> columns.ifPresent(known -> at.copies().forEach(copy -> checkRename(copy, known)));
            case Placement.Rows split ->
                split.fragments().forEach(fragment -> checkRenames(fragment.placement(), columns));
            case Placement.Columns split ->
                split.parts().forEach(part -> {
                    Set<String> carried = new LinkedHashSet<>(key);
                    carried.addAll(part.has());
                    checkRenames(part.placement(), Optional.of(carried));
                });
        }
    }

    private void checkRename(Copy copy, Set<String> known) {
        copy.rename().keySet().stream()
                .filter(column -> !known.contains(column))
                .forEach(column -> reading.problem(
                        copy.location(),
                        "\"rename\" names the column " + Shown.name(column) + ", which is not in this part"
                                + Shown.hint(column, known)));
        Set<String> physical = new HashSet<>();
        known.stream()
                .filter(column -> !physical.add(copy.physicalName(column)))
                .filter(column -> !copy.rename().containsKey(column))
                .forEach(column -> reading.problem(
                        copy.location(), "another column is renamed to " + Shown.name(column) + ", which is here too"));
    }
}
