package io.federator.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What reading one catalog has in common: texts, lists and named mappings with their problems. One thread. */
final class Reading {
    /** As long as PostgreSQL's identifiers. */
    static final int MAX_NAME_BYTES = 63;

    private static final Set<String> SYSTEM_COLUMNS = Set.of("tableoid", "xmin", "cmin", "xmax", "cmax", "ctid");

    private final Problems problems;
    private final Interpolation interpolation;
    private final Path folder;

    Reading(Problems problems, Map<String, String> environment, Path folder) {
        this.problems = problems;
        this.interpolation = new Interpolation(environment, folder, problems);
        this.folder = folder;
    }

    void problem(SourceLocation location, String message) {
        problems.add(location, message);
    }

    /** A path of the catalog; relative ones start where the catalog is. */
    Path resolve(Path path) {
        return folder.resolve(path).normalize();
    }

    /** The value of an option's scalar; empty after a problem. What {@code ${…}} stands for is not shown. */
    <T> Optional<T> value(Option<T> option, YamlNode node) {
        ValueType<T> type = option.type();
        String must = Shown.name(option.name()) + " must be " + type.expected();
        if (node.isFaulty()) {
            return Optional.empty();
        }
        if (!(node instanceof YamlNode.Scalar scalar)) {
            problem(node.location(), must + ", but is " + node.shape());
            return Optional.empty();
        }
        boolean interpolated = scalar.kind() == YamlNode.Kind.TEXT && Interpolation.isNeeded(scalar.text());
        if (!interpolated && !type.kinds().contains(scalar.kind())) {
            problem(scalar.location(), misfit(option.name(), type, scalar));
            return Optional.empty();
        }
        Optional<String> text = interpolated ? interpolation.resolve(scalar) : Optional.of(scalar.text());
        Optional<T> value = text.flatMap(type.parse());
        if (text.isPresent() && value.isEmpty()) {
            String fault = type.secret() ? must : must + ", but is " + Shown.name(scalar.text());
            problem(scalar.location(), text.get().isEmpty() ? Shown.name(option.name()) + " is empty" : fault);
        }
        return value;
    }

    private static String misfit(String name, ValueType<?> type, YamlNode.Scalar scalar) {
        if (scalar.kind() == YamlNode.Kind.NULL) {
            return Shown.name(name) + " has no value";
        }
        String must = Shown.name(name) + " must be " + type.expected();
        if (type.secret()) {
            return must + "; put it in quotes";
        }
        if (scalar.kind() == YamlNode.Kind.TEXT) {
            boolean quoted = type.parse().apply(scalar.text()).isPresent();
            return must + (quoted ? "; write it without quotes" : ", but is " + Shown.name(scalar.text()));
        }
        boolean lacksQuotes = type.kinds().equals(Set.of(YamlNode.Kind.TEXT))
                && type.parse().apply(scalar.text()).isPresent();
        return must + ", but is " + (lacksQuotes ? scalar.shape() + "; put it in quotes" : Shown.name(scalar.text()));
    }

    /** A text that is an entry of a list or mapping, called by what it is; empty after a problem. */
    Optional<String> text(String what, YamlNode node) {
        return value(Option.required(what, ValueType.NON_EMPTY, ""), node);
    }

    /** The keys of one mapping, each reported if unknown; empty after a problem with the node as a whole. */
    Optional<Fields> fields(Section section, String owner, SourceLocation ownerAt, YamlNode node) {
        if (node instanceof YamlNode.Mapping mapping) {
            return Optional.of(new Fields(section, owner, ownerAt, mapping, this));
        }
        if (!node.isFaulty()) {
            problem(node.location(), owner + " must be a mapping, but is " + node.shape());
        }
        return Optional.empty();
    }

    /** The entries of a mapping whose keys are names of the user's choice. Nothing stands for an empty mapping. */
    List<YamlNode.Entry> named(String what, Optional<YamlNode> node) {
        List<YamlNode.Entry> sound = new ArrayList<>();
        switch (node.orElse(ValueType.MAPPING.filler())) {
            case YamlNode.Mapping mapping -> {
                for (YamlNode.Entry entry : mapping.entries()) {
                    if (isName(what, entry.key().text(), entry.key().location())) {
                        sound.add(entry);
                    }
                }
            }
            case YamlNode.Scalar scalar when scalar.isNull() || scalar.isFaulty() -> {}
            case YamlNode other ->
                problem(other.location(), Shown.name(what) + " must be a mapping, but is " + other.shape());
        }
        return sound;
    }

    /** A mapping of column names to texts, in order. */
    Map<String, String> texts(String what, Optional<YamlNode> node, Option<String> value) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (YamlNode.Entry entry : named(what, node)) {
            value(value, entry.value()).ifPresent(text -> texts.put(entry.key().text(), text));
        }
        return texts;
    }

    /** The items of a list that is not empty; nothing after a problem. */
    List<YamlNode> items(String what, YamlNode node) {
        if (!(node instanceof YamlNode.Sequence list)) {
            if (!node.isFaulty()) {
                problem(node.location(), Shown.name(what) + " must be a list, but is " + node.shape());
            }
            return List.of();
        }
        if (list.items().isEmpty()) {
            problem(list.location(), Shown.name(what) + " is an empty list");
        }
        return list.items();
    }

    /** A list of different column names. */
    List<String> columns(String what, YamlNode node) {
        Set<String> seen = new HashSet<>();
        List<String> columns = new ArrayList<>();
        for (YamlNode item : items(what, node)) {
            text("column", item).filter(name -> isColumn(name, item.location())).ifPresent(name -> {
                if (seen.add(name)) {
                    columns.add(name);
                } else {
                    problem(item.location(), "column " + Shown.name(name) + " is twice in " + Shown.name(what));
                }
            });
        }
        return columns;
    }

    /** Whether a name can be one of PostgreSQL's; reports why not. */
    boolean isName(String what, String name, SourceLocation location) {
        if (name.isEmpty()) {
            problem(location, "an empty name in " + Shown.name(what));
        } else if (Interpolation.isNeeded(name)) {
            problem(location, "\"${…}\" is replaced in values only, not in names");
        } else if (name.indexOf('\0') >= 0) {
            problem(location, "the name " + Shown.name(name) + " holds a null character");
        } else if (name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
            problem(location, "the name " + Shown.name(name) + " is longer than 63 bytes, PostgreSQL's limit");
        } else {
            return true;
        }
        return false;
    }

    /** Whether a name can be that of a logical column; reports why not. */
    boolean isColumn(String name, SourceLocation location) {
        if (SYSTEM_COLUMNS.contains(name)) {
            problem(location, "column name " + Shown.name(name) + " conflicts with a system column name");
            return false;
        }
        return isName("columns", name, location);
    }
}
