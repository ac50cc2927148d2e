package io.federator.config;

import io.federator.config.Options.ColumnKeys;
import io.federator.config.Options.PlacementKeys;
import io.federator.config.Options.RowKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the placement of one table, to any depth. */
final class PlacementReader {
    private static final List<Option<YamlNode>> CHOICES =
            List.of(PlacementKeys.AT, PlacementKeys.ROWS, PlacementKeys.COLUMNS);

    private final Reading reading;
    private final List<String> key;
    private final boolean hasKey;
    private final PlaceReader places;

    /** @param hasKey whether the table has a key, even if it could not be read */
    PlacementReader(Reading reading, Optional<List<String>> sources, List<String> key, boolean hasKey) {
        this.reading = reading;
        this.key = key;
        this.hasKey = hasKey;
        this.places = new PlaceReader(reading, sources);
    }

    /** The placement of the whole table; empty after a problem with its shape. */
    Optional<Placement> read(Fields table) {
        return read(table, Optional.empty());
    }

    /** @param within the columns that are to be placed, inside a column part */
    private Optional<Placement> read(Fields owner, Optional<List<String>> within) {
        List<Option<YamlNode>> chosen = CHOICES.stream().filter(owner::has).toList();
        if (chosen.isEmpty()) {
            reading.problem(owner.location(), owner.owner() + " is nowhere; it needs \"at\", \"rows\" or \"columns\"");
            return Optional.empty();
        }
        chosen.stream()
                .skip(1)
                .forEach(surplus -> reading.problem(
                        owner.keyLocation(surplus),
                        owner.owner() + " has both "
                                + Shown.name(chosen.getFirst().name()) + " and " + Shown.name(surplus.name())
                                + "; only one of them can say where it is"));
        if (owner.has(PlacementKeys.RENAME) && !owner.has(PlacementKeys.AT)) {
            reading.problem(owner.keyLocation(PlacementKeys.RENAME), "\"rename\" belongs beside an \"at\"");
        }
        return chosen.stream().map(option -> read(option, owner, within)).flatMap(Optional::stream).toList().stream()
                .findFirst();
    }

    private Optional<Placement> read(Option<YamlNode> choice, Fields owner, Optional<List<String>> within) {
        SourceLocation location = owner.valueLocation(choice);
        YamlNode node = owner.node(choice).orElseThrow();
        if (choice.equals(PlacementKeys.AT)) {
            List<Copy> copies = places.copies(node, owner.node(PlacementKeys.RENAME));
            return copies.isEmpty() ? Optional.empty() : Optional.of(new Placement.At(copies, location));
        }
        if (choice.equals(PlacementKeys.ROWS)) {
            List<RowFragment> fragments = rows(node, within);
            return fragments.isEmpty() ? Optional.empty() : Optional.of(new Placement.Rows(fragments, location));
        }
        if (!hasKey) {
            reading.problem(owner.keyLocation(choice), "\"columns\" needs the table's \"key\" to join the parts");
        }
        List<ColumnPart> parts = columns(node, within);
        return parts.isEmpty() ? Optional.empty() : Optional.of(new Placement.Columns(parts, location));
    }

    private List<RowFragment> rows(YamlNode node, Optional<List<String>> within) {
        List<RowFragment> fragments = new ArrayList<>();
        for (YamlNode item : reading.items(PlacementKeys.ROWS.name(), node)) {
            reading.fields(RowKeys.SECTION, "the row fragment", item.location(), item)
                    .ifPresent(fragment -> {
                        Optional<String> where = fragment.find(RowKeys.WHERE);
                        Optional<Placement> placement = read(fragment, within);
                        if (where.isPresent() && placement.isPresent()) {
                            fragments.add(new RowFragment(where.get(), placement.get(), textLocation(fragment)));
                        }
                    });
        }
        return fragments;
    }

    private static SourceLocation textLocation(Fields fragment) {
        return fragment.node(RowKeys.WHERE).orElseThrow() instanceof YamlNode.Scalar scalar
                ? scalar.locationOf(0)
                : fragment.location();
    }

    private List<ColumnPart> columns(YamlNode node, Optional<List<String>> within) {
        List<ColumnPart> parts = new ArrayList<>();
        Map<String, SourceLocation> placed = new HashMap<>();
        for (YamlNode item : reading.items(PlacementKeys.COLUMNS.name(), node)) {
            reading.fields(ColumnKeys.SECTION, "the column part", item.location(), item)
                    .ifPresent(part -> {
                        List<String> has = part.requiredNode(ColumnKeys.HAS)
                                .map(list -> has(list, placed, within))
                                .orElse(List.of());
                        read(part, part.has(ColumnKeys.HAS) ? Optional.of(has) : Optional.empty())
                                .map(placement -> new ColumnPart(has, placement, part.valueLocation(ColumnKeys.HAS)))
                                .ifPresent(parts::add);
                    });
        }
        within.ifPresent(wanted -> {
            Set<String> missing = new LinkedHashSet<>(wanted);
            missing.removeAll(placed.keySet());
            missing.forEach(column -> reading.problem(
                    node.location(), "no part of these columns has " + Shown.name(column) + ", which is to be here"));
        });
        return parts;
    }

    private List<String> has(YamlNode list, Map<String, SourceLocation> placed, Optional<List<String>> within) {
        List<String> has = reading.columns(ColumnKeys.HAS.name(), list);
        for (String column : has) {
            SourceLocation location = itemLocation(list, column);
            SourceLocation earlier = placed.putIfAbsent(column, location);
            if (key.contains(column)) {
                reading.problem(
                        location, Shown.name(column) + " is in the key, which every part carries without naming it");
            } else if (earlier != null) {
                reading.problem(location, Shown.name(column) + " is already in the part at line " + earlier.line());
            } else if (within.isPresent() && !within.get().contains(column)) {
                reading.problem(
                        location,
                        Shown.name(column) + " is not among the columns that are to be here"
                                + Shown.hint(column, within.get()));
            }
        }
        return has;
    }

    private static SourceLocation itemLocation(YamlNode list, String text) {
        return list instanceof YamlNode.Sequence sequence
                ? sequence.items().stream()
                        .filter(item -> item instanceof YamlNode.Scalar scalar
                                && scalar.text().equals(text))
                        .map(YamlNode::location)
                        .findFirst()
                        .orElse(list.location())
                : list.location();
    }
}
