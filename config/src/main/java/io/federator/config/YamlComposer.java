package io.federator.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * YAML events to a tree. It is written on events rather than on the library's own composer because that one recurses
 * without a bound, expands aliases without counting what they stand for, stops at the first duplicate key, and quotes the
 * text around a fault, which may be a password.
 */
final class YamlComposer {
    /** Nesting beyond this is an attack or an accident; reading recurses as deep. */
    static final int MAX_DEPTH = 100;

    /** Nodes after the replacement of aliases, which can multiply them exponentially. */
    static final int MAX_NODES = 2_000_000;

    private final String file;
    private final Parser parser;
    private final Problems problems;
    private final ScalarResolver resolver = new CoreSchema().getScalarResolver();
    private final Map<String, Composed> anchors = new HashMap<>();
    private final List<String> open = new ArrayList<>();

    /** A node with the number of its nodes and levels, both counted with aliases replaced. */
    private record Composed(YamlNode node, long nodes, int levels) {}

    /** Reading cannot go on; the problem is reported already. */
    private static final class Abandoned extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Abandoned() {
            super("abandoned", null, false, false);
        }
    }

    private YamlComposer(String file, String text, Problems problems) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setCodePointLimit(Integer.MAX_VALUE)
                .setSchema(new CoreSchema())
                .build();
        this.file = file;
        this.parser = new ParserImpl(settings, new StreamReader(settings, text));
        this.problems = problems;
    }

    /** The only document of a text without unprintable characters; empty if there is none or after a problem. */
    static Optional<YamlNode> compose(String file, String text, Problems problems) {
        YamlComposer composer = new YamlComposer(file, text, problems);
        try {
            return composer.document();
        } catch (MarkedYamlEngineException fault) {
            problems.add(YamlFaults.location(file, fault), YamlFaults.message(fault, text));
        } catch (YamlEngineException fault) {
            // Those without a position are about the %YAML directive.
            problems.add(SourceLocation.startOf(file), "this is not YAML 1.2");
        } catch (Abandoned reported) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private Optional<YamlNode> document() {
        parser.next(); // the stream's start
        if (parser.checkEvent(Event.ID.StreamEnd)) {
            return Optional.empty();
        }
        parser.next(); // the document's start
        Composed root = node(1);
        parser.next(); // the document's end
        if (!parser.checkEvent(Event.ID.StreamEnd)) {
            problems.add(location(parser.peekEvent().getStartMark()), "a second document; a catalog is one document");
        }
        return Optional.of(root.node());
    }

    private Composed node(int depth) {
        Event event = parser.next();
        SourceLocation location = location(event.getStartMark());
        if (event instanceof AliasEvent alias) {
            return alias(alias.getAlias().getValue(), location, depth);
        }
        if (depth > MAX_DEPTH) {
            throw abandon(location, "nested deeper than " + MAX_DEPTH + " levels");
        }
        Optional<String> anchor =
                event instanceof NodeEvent named ? named.getAnchor().map(Anchor::getValue) : Optional.empty();
        anchor.ifPresent(open::add);
        Composed composed = switch (event) {
            case ScalarEvent scalar -> new Composed(scalar(scalar, location), 1, 1);
            case SequenceStartEvent sequence -> {
                checkTag(sequence.getTag(), Tag.SEQ, location);
                yield sequence(location, depth);
            }
            case MappingStartEvent mapping -> {
                checkTag(mapping.getTag(), Tag.MAP, location);
                yield mapping(location, depth);
            }
            default -> throw new IllegalStateException("unexpected event " + event.getEventId());
        };
        if (composed.nodes() > MAX_NODES) {
            throw abandon(location, "more than " + MAX_NODES + " values once every alias is replaced");
        }
        anchor.ifPresent(name -> {
            open.removeLast();
            anchors.put(name, composed);
        });
        return composed;
    }

    private Composed alias(String name, SourceLocation location, int depth) {
        // The name is not shown: it may be a password that begins with a star and lacks its quotes.
        if (open.contains(name)) {
            throw abandon(location, "an alias inside the very value that it stands for");
        }
        Composed target = anchors.get(name);
        if (target == null) {
            problems.add(location, "an alias without an anchor; put a text that begins with \"*\" in quotes");
            return new Composed(new YamlNode.Scalar("", YamlNode.Kind.FAULTY, -1, location), 1, 1);
        }
        if (depth + target.levels() - 1 > MAX_DEPTH) {
            throw abandon(location, "nested deeper than " + MAX_DEPTH + " levels");
        }
        return target;
    }

    private YamlNode.Scalar scalar(ScalarEvent event, SourceLocation location) {
        String text = event.getValue();
        Optional<String> tag = event.getTag().filter(name -> !name.equals("!"));
        Tag resolved = tag.map(Tag::new)
                .orElseGet(() -> resolver.resolve(text, event.getImplicit().canOmitTagInPlainScalar()));
        boolean plain = event.getScalarStyle() == ScalarStyle.PLAIN;
        int quotes = plain ? 0 : 1;
        int length = event.getEndMark().map(Mark::getIndex).orElse(0)
                - event.getStartMark().map(Mark::getIndex).orElse(0);
        boolean verbatim = text.codePointCount(0, text.length()) + 2 * quotes == length && text.indexOf('\n') < 0;
        // A merge key is a text to us; mappings look for it themselves.
        return new YamlNode.Scalar(text, kind(resolved, location), verbatim ? quotes : -1, location);
    }

    private YamlNode.Kind kind(Tag tag, SourceLocation location) {
        if (tag.equals(Tag.INT)) {
            return YamlNode.Kind.INTEGER;
        }
        if (tag.equals(Tag.FLOAT)) {
            return YamlNode.Kind.NUMBER;
        }
        if (tag.equals(Tag.BOOL)) {
            return YamlNode.Kind.BOOLEAN;
        }
        if (tag.equals(Tag.NULL)) {
            return YamlNode.Kind.NULL;
        }
        // The library has a tag of its own for texts that begin with ${.
        if (!tag.equals(Tag.STR) && !tag.equals(Tag.MERGE) && !tag.equals(Tag.ENV_TAG)) {
            checkTag(Optional.of(tag.getValue()), Tag.STR, location);
        }
        return YamlNode.Kind.TEXT;
    }

    private void checkTag(Optional<String> tag, Tag expected, SourceLocation location) {
        if (tag.isPresent() && !tag.get().equals("!") && !tag.get().equals(expected.getValue())) {
            problems.add(location, "a tag that does not fit; put a text that begins with \"!\" in quotes");
        }
    }

    private Composed sequence(SourceLocation location, int depth) {
        List<YamlNode> items = new ArrayList<>();
        long nodes = 1;
        int levels = 0;
        while (!parser.checkEvent(Event.ID.SequenceEnd)) {
            Composed item = node(depth + 1);
            items.add(item.node());
            nodes += item.nodes();
            levels = Math.max(levels, item.levels());
        }
        parser.next();
        return new Composed(new YamlNode.Sequence(List.copyOf(items), location), nodes, levels + 1);
    }

    private Composed mapping(SourceLocation location, int depth) {
        Map<String, YamlNode.Entry> own = new LinkedHashMap<>();
        List<YamlNode> merged = new ArrayList<>();
        long nodes = 1;
        int levels = 0;
        while (!parser.checkEvent(Event.ID.MappingEnd)) {
            boolean plain = parser.peekEvent() instanceof ScalarEvent event && event.isPlain();
            Composed key = node(depth + 1);
            Composed value = node(depth + 1);
            nodes += key.nodes() + value.nodes();
            levels = Math.max(levels, Math.max(key.levels(), value.levels()));
            switch (key.node()) {
                case YamlNode.Scalar name when plain && name.text().equals("<<") -> merged.add(value.node());
                case YamlNode.Scalar name -> {
                    YamlNode.Entry earlier = own.putIfAbsent(name.text(), new YamlNode.Entry(name, value.node()));
                    if (earlier != null) {
                        problems.add(
                                name.location(),
                                "duplicate key " + Shown.key(name.text()) + ", already at line "
                                        + earlier.key().location().line());
                    }
                }
                default ->
                    problems.add(
                            key.node().location(),
                            "a key must be text, but is " + key.node().shape());
            }
        }
        parser.next();
        merged.forEach(source -> merge(source, own));
        return new Composed(new YamlNode.Mapping(List.copyOf(own.values()), location), nodes, levels + 1);
    }

    /** What the mapping says itself wins over what it merges, and of several merged ones the first wins. */
    private void merge(YamlNode source, Map<String, YamlNode.Entry> into) {
        switch (source) {
            case YamlNode.Mapping mapping ->
                mapping.entries().forEach(entry -> into.putIfAbsent(entry.key().text(), entry));
            case YamlNode.Sequence sequence
            when sequence.items().stream().allMatch(YamlNode.Mapping.class::isInstance) ->
                sequence.items().forEach(item -> merge(item, into));
            case YamlNode.Scalar scalar when scalar.isFaulty() -> {}
            default -> problems.add(source.location(), "\"<<\" merges a mapping or a list of mappings");
        }
    }

    private Abandoned abandon(SourceLocation location, String message) {
        problems.add(location, message);
        return new Abandoned();
    }

    private SourceLocation location(Optional<Mark> mark) {
        return mark.map(at -> new SourceLocation(file, at.getLine() + 1, at.getColumn() + 1))
                .orElseGet(() -> SourceLocation.startOf(file));
    }
}
