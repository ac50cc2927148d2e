package io.federator.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One mapping with a fixed set of keys. Reports unknown keys when made, and missing or unfit ones when asked for. */
final class Fields {
    private final Map<String, YamlNode.Entry> entries = new HashMap<>();
    private final String owner;
    private final SourceLocation ownerAt;
    private final Reading reading;

    /**
     * @param owner what messages call the mapping, such as {@code source "eu"}
     * @param ownerAt where a missing key is reported
     */
    Fields(Section section, String owner, SourceLocation ownerAt, YamlNode.Mapping mapping, Reading reading) {
        this.owner = owner;
        this.ownerAt = ownerAt;
        this.reading = reading;
        for (YamlNode.Entry entry : mapping.entries()) {
            String key = entry.key().text();
            if (section.names().contains(key)) {
                entries.put(key, entry);
            } else if (!section.equals(Options.Catalog.SECTION) || !key.startsWith("x-")) {
                // Top-level keys that begin with x- are the user's own, a place for anchors.
                reading.problem(
                        entry.key().location(),
                        "unknown key " + shown(entry, section) + " in " + owner + Shown.hint(key, section.names()));
            }
        }
    }

    /** To YAML, {@code {password: hun,ter2}} has a key {@code ter2} without a value. */
    private static String shown(YamlNode.Entry entry, Section section) {
        String key = entry.key().text();
        boolean suspect = entry.value().isNull() || section.equals(Options.UserKeys.SECTION);
        boolean stray = suspect && Shown.nearest(key, section.names()).isEmpty();
        return stray ? Shown.HIDDEN : Shown.key(key);
    }

    String owner() {
        return owner;
    }

    SourceLocation location() {
        return ownerAt;
    }

    boolean has(Option<?> option) {
        return entries.containsKey(option.name());
    }

    /** Where a key is, or its owner if the key is absent. */
    SourceLocation keyLocation(Option<?> option) {
        return Optional.ofNullable(entries.get(option.name()))
                .map(entry -> entry.key().location())
                .orElse(ownerAt);
    }

    /** Where a value is, or its owner if it is absent. */
    SourceLocation valueLocation(Option<?> option) {
        return node(option).map(YamlNode::location).orElse(ownerAt);
    }

    Optional<YamlNode> node(Option<?> option) {
        return Optional.ofNullable(entries.get(option.name())).map(YamlNode.Entry::value);
    }

    /** As {@link #node}, for a key that must be there. */
    Optional<YamlNode> requiredNode(Option<?> option) {
        Optional<YamlNode> node = node(option);
        if (node.isEmpty()) {
            reading.problem(ownerAt, owner + " lacks the key " + Shown.name(option.name()));
        }
        return node;
    }

    /** The value, else the default; empty if there is neither or after a problem. */
    <T> Optional<T> find(Option<T> option) {
        Optional<YamlNode> node = option.required() ? requiredNode(option) : node(option);
        return node.isPresent() ? reading.value(option, node.get()) : option.defaultValue();
    }

    /** As {@link #find} for an option that is required or has a default; after a problem some value of its type. */
    <T> T value(Option<T> option) {
        return find(option).orElse(option.type().filler());
    }

    /** The mapping under a key that may be left out; nothing stands for an empty one. */
    Fields sub(Option<YamlNode> option, Section section) {
        Optional<YamlNode> node = node(option).filter(present -> !present.isNull());
        return node.flatMap(present -> reading.fields(section, Shown.name(option.name()), present.location(), present))
                .orElseGet(() -> {
                    YamlNode.Mapping nothing = new YamlNode.Mapping(List.of(), keyLocation(option));
                    return new Fields(section, Shown.name(option.name()), keyLocation(option), nothing, reading);
                });
    }
}
