package io.federator.config;

import io.federator.config.Options.PlaceKeys;
import io.federator.config.Options.PlacementKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what stands after {@code at}, and sees to it that one table does not use a place twice. */
final class PlaceReader {
    private static final Pattern ADDRESS = Pattern.compile("([^/]+)/(?:([^/.]+)\\.)?([^/.]+)");

    private final Reading reading;
    private final Optional<List<String>> sources;
    private final Map<TableAddress, SourceLocation> taken = new HashMap<>();

    PlaceReader(Reading reading, Optional<List<String>> sources) {
        this.reading = reading;
        this.sources = sources;
    }

    /** The copies at one {@code at}; none after a problem with each. */
    List<Copy> copies(YamlNode at, Optional<YamlNode> renameBeside) {
        Map<String, String> rename = rename(renameBeside);
        renameBeside.ifPresent(node -> checkDistinct(rename, node.location()));
        List<YamlNode> nodes =
                at instanceof YamlNode.Sequence ? reading.items(PlacementKeys.AT.name(), at) : List.of(at);
        List<Copy> copies = new ArrayList<>();
        for (YamlNode node : nodes) {
            copy(node, rename).ifPresent(copy -> {
                SourceLocation earlier = taken.putIfAbsent(copy.address(), copy.location());
                if (earlier != null) {
                    reading.problem(
                            copy.location(),
                            Shown.name(copy.address().toString()) + " is already a place of this table, at line "
                                    + earlier.line());
                }
                copies.add(copy);
            });
        }
        return copies;
    }

    private Optional<Copy> copy(YamlNode node, Map<String, String> rename) {
        return switch (node) {
            case YamlNode.Scalar scalar -> address(scalar).map(address -> new Copy(address, rename, scalar.location()));
            case YamlNode.Mapping mapping ->
                reading.fields(PlaceKeys.SECTION, "the place", mapping.location(), mapping)
                        .flatMap(place -> longForm(place, rename));
            case YamlNode.Sequence list -> {
                reading.problem(list.location(), "a list of copies cannot hold a list");
                yield Optional.empty();
            }
        };
    }

    private Optional<TableAddress> address(YamlNode.Scalar scalar) {
        Optional<String> text = reading.text(PlacementKeys.AT.name(), scalar);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Matcher matcher = ADDRESS.matcher(text.get());
        if (!matcher.matches()) {
            reading.problem(
                    scalar.location(),
                    Shown.name(scalar.text()) + " is not of the form SOURCE/TABLE or SOURCE/SCHEMA.TABLE;"
                            + " {source: …, schema: …, table: …} takes any names");
            return Optional.empty();
        }
        checkSource(matcher.group(1), scalar);
        return Optional.of(new TableAddress(matcher.group(1), Optional.ofNullable(matcher.group(2)), matcher.group(3)));
    }

    private Optional<Copy> longForm(Fields place, Map<String, String> renameBeside) {
        Optional<String> source = place.find(PlaceKeys.SOURCE);
        if (source.isPresent() && place.node(PlaceKeys.SOURCE).orElseThrow() instanceof YamlNode.Scalar scalar) {
            checkSource(source.get(), scalar);
        }
        Optional<String> schema = place.find(PlaceKeys.SCHEMA);
        Optional<String> table = place.find(PlaceKeys.TABLE);
        Optional<YamlNode> node = place.node(PlaceKeys.RENAME);
        Map<String, String> rename = new LinkedHashMap<>(renameBeside);
        rename.putAll(rename(node));
        node.ifPresent(own -> checkDistinct(rename, own.location()));
        return source.flatMap(name ->
                table.map(physical -> new Copy(new TableAddress(name, schema, physical), rename, place.location())));
    }

    private void checkSource(String name, YamlNode.Scalar scalar) {
        List<String> known = sources.orElse(List.of(name));
        if (!known.contains(name)) {
            // What came from the environment is not shown.
            boolean own = !Interpolation.isNeeded(scalar.text());
            String shown = own ? name : scalar.text();
            reading.problem(
                    scalar.location(), "unknown source " + Shown.name(shown) + Shown.hint(own ? name : "", known));
        }
    }

    private Map<String, String> rename(Optional<YamlNode> node) {
        Map<String, String> rename = new LinkedHashMap<>();
        for (YamlNode.Entry entry : reading.named(PlacementKeys.RENAME.name(), node)) {
            String column = entry.key().text();
            if (reading.isColumn(column, entry.key().location())) {
                reading.text(column, entry.value()).ifPresent(physical -> rename.put(column, physical));
            }
        }
        return rename;
    }

    private void checkDistinct(Map<String, String> rename, SourceLocation location) {
        Map<String, String> logical = new HashMap<>();
        rename.forEach((column, physical) -> {
            String other = logical.putIfAbsent(physical, column);
            if (other != null) {
                reading.problem(
                        location, Shown.name(other) + " and " + Shown.name(column) + " are renamed to the same column");
            }
        });
    }
}
