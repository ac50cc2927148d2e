package io.federator.duckdb;

import io.federator.spi.source.Rendered;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A positive list of operations by name and kinds of operands and result. Where an operation takes text, it takes varchar too,
 * as the binder does not always convert between the two.
 */
public final class OperationList {
    private static final Map<String, TypeKind> KINDS =
            Arrays.stream(TypeKind.values()).collect(Collectors.toMap(TypeKind::typname, kind -> kind));

    private final Map<Signature, Rendering> renderings;

    private OperationList(Map<Signature, Rendering> renderings) {
        this.renderings = Collections.unmodifiableMap(new LinkedHashMap<>(renderings));
    }

    /** One operation: what the binder resolved a call to. */
    public record Signature(String operation, List<TypeKind> operands, TypeKind result) {
        public Signature {
            operands = List.copyOf(operands);
        }

        static Signature of(String operation, List<Rendered> operands, SqlType result) {
            return new Signature(
                    operation,
                    operands.stream()
                            .map(operand -> text(operand.type().kind()))
                            .toList(),
                    text(result.kind()));
        }

        private static TypeKind text(TypeKind kind) {
            return kind == TypeKind.VARCHAR ? TypeKind.TEXT : kind;
        }

        /** As in PostgreSQL's manual: {@code substr(text, int4) text}. */
        static Signature parse(String declaration) {
            int open = declaration.lastIndexOf('(');
            int close = declaration.lastIndexOf(')');
            String inside = declaration.substring(open + 1, close).strip();
            List<TypeKind> operands = inside.isEmpty()
                    ? List.of()
                    : Arrays.stream(inside.split(",")).map(Signature::kind).toList();
            return new Signature(declaration.substring(0, open), operands, kind(declaration.substring(close + 1)));
        }

        private static TypeKind kind(String name) {
            TypeKind kind = KINDS.get(name.strip());
            if (kind == null) {
                throw new IllegalArgumentException("no such type: \"" + name + "\"");
            }
            return kind;
        }

        @Override
        public String toString() {
            return operation
                    + operands.stream().map(TypeKind::typname).collect(Collectors.joining(", ", "(", ") "))
                    + result.typname();
        }
    }

    /** Writes one operation, or returns null where these operands are not among those that are safe. */
    @FunctionalInterface
    interface Rendering {
        @Nullable Rendered render(List<Rendered> operands, SqlType result);
    }

    /** Writes only the text of an operation whose result is no numeric. */
    @FunctionalInterface
    interface Text {
        @Nullable String write(List<Rendered> operands);
    }

    Set<Signature> signatures() {
        return renderings.keySet();
    }

    @Nullable Rendered render(String operation, List<Rendered> operands, SqlType result) {
        Rendering rendering = renderings.get(Signature.of(operation, operands, result));
        return rendering == null ? null : rendering.render(operands, result);
    }

    /** A value of this type and text; text compares by code point. */
    static Rendered value(String sql, SqlType type) {
        Rendered rendered = Rendered.computed(sql, type);
        return type.kind().isText() ? rendered.withCollation(DuckDbLiterals.CODE_POINT) : rendered;
    }

    /** {@code {0}}, {@code {1}} … stand for the operands. */
    static String fill(String template, List<Rendered> operands) {
        String filled = template;
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < filled.length()) {
            char c = filled.charAt(at);
            if (c == '{') {
                out.append(operands.get(filled.charAt(at + 1) - '0').sql());
                at += 3;
            } else {
                out.append(c);
                at++;
            }
        }
        return out.toString();
    }

    /** Collects declarations; used by one thread. */
    static final class Builder {
        private final Map<Signature, Rendering> renderings = new LinkedHashMap<>();

        Builder add(String declaration, String template) {
            return text(declaration, operands -> fill(template, operands));
        }

        Builder text(String declaration, Text text) {
            return rendering(declaration, (operands, result) -> {
                String sql = text.write(operands);
                return sql == null ? null : value(sql, result);
            });
        }

        Builder rendering(String declaration, Rendering rendering) {
            if (renderings.put(Signature.parse(declaration), rendering) != null) {
                throw new IllegalStateException("declared twice: " + declaration);
            }
            return this;
        }

        OperationList build() {
            return new OperationList(renderings);
        }
    }
}
