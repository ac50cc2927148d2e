package io.federator.config;

import java.util.List;

/** YAML as a tree with positions: aliases replaced, merge keys merged, no key twice. Nothing is interpreted yet. */
sealed interface YamlNode {

    SourceLocation location();

    /** Whether a problem with the node is reported already, so that nothing more should be said about it. */
    default boolean isFaulty() {
        return this instanceof Scalar scalar && scalar.kind() == Kind.FAULTY;
    }

    /** Whether nothing is written, as in {@code users:}. */
    default boolean isNull() {
        return this instanceof Scalar scalar && scalar.kind() == Kind.NULL;
    }

    /** What the user calls such a node. */
    String shape();

    /** How YAML 1.2's core schema reads a scalar. */
    enum Kind {
        TEXT,
        INTEGER,
        NUMBER,
        BOOLEAN,
        NULL,
        /** Nothing, because of a problem that is reported already. */
        FAULTY
    }

    /**
     * @param text as written, without quotes
     * @param offset columns from {@code location} to the text's first character, or -1 if the text is not in the file
     *     character for character
     */
    record Scalar(String text, Kind kind, int offset, SourceLocation location) implements YamlNode {
        @Override
        public String shape() {
            return switch (kind) {
                case TEXT -> "text";
                case INTEGER, NUMBER -> "a number";
                case BOOLEAN -> "true or false";
                case NULL, FAULTY -> "empty";
            };
        }

        /** Where a character of the text is in the file, or the scalar's start if that cannot be told. */
        SourceLocation locationOf(int index) {
            if (offset < 0) {
                return location;
            }
            int column = location.column() + offset + text.codePointCount(0, index);
            return new SourceLocation(location.file(), location.line(), column);
        }
    }

    record Sequence(List<YamlNode> items, SourceLocation location) implements YamlNode {
        @Override
        public String shape() {
            return "a list";
        }
    }

    record Mapping(List<Entry> entries, SourceLocation location) implements YamlNode {
        @Override
        public String shape() {
            return "a mapping";
        }
    }

    record Entry(Scalar key, YamlNode value) {}
}
