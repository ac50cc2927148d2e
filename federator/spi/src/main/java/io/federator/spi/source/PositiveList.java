package io.federator.spi.source;

import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The operations that a database computes exactly as PostgreSQL does, by name and kinds of operands. What is not on the
 * list is not pushed.
 *
 * <p>A declaration reads as in PostgreSQL's manual: {@code substr(text, int4) text}. Alternatives are separated by bars
 * and taken in parallel: {@code abs(int8|numeric) int8|numeric} declares two operations. Immutable and safe for any
 * thread.
 */
public final class PositiveList {
    private static final Map<String, TypeKind> KINDS =
            Arrays.stream(TypeKind.values()).collect(Collectors.toMap(TypeKind::typname, kind -> kind));

    private final Map<Signature, Rendering> renderings;

    private PositiveList(Map<Signature, Rendering> renderings) {
        this.renderings = Collections.unmodifiableMap(new LinkedHashMap<>(renderings));
    }

    /** One operation: what the binder resolved a call to. */
    public record Signature(String operation, List<TypeKind> operands, TypeKind result) {
        public Signature {
            operands = List.copyOf(operands);
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
    public interface Rendering {
        @Nullable Rendered render(List<Rendered> operands, SqlType result);
    }

    public @Nullable Rendered render(String operation, List<Rendered> operands, SqlType result) {
        Signature signature = new Signature(
                operation,
                operands.stream().map(operand -> operand.type().kind()).toList(),
                result.kind());
        return render(signature, operands, result);
    }

    /** The same for operands and a result that count as other kinds than they are. */
    public @Nullable Rendered render(Signature signature, List<Rendered> operands, SqlType result) {
        Rendering rendering = renderings.get(signature);
        return rendering == null ? null : rendering.render(operands, result);
    }

    /** Everything on the list, in the order of declaration; for tests and documents. */
    public Set<Signature> signatures() {
        return renderings.keySet();
    }

    /** {@code {0}}, {@code {1}} … stand for the operands. */
    public static String fill(String template, List<Rendered> operands) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            char c = template.charAt(at);
            if (c == '{' && at + 2 < template.length() && template.charAt(at + 2) == '}') {
                out.append(operands.get(template.charAt(at + 1) - '0').sql());
                at += 3;
            } else {
                out.append(c);
                at++;
            }
        }
        return out.toString();
    }

    /** {@code ({0} + {1})} for symbols, {@code name({0}, {1})} for names. */
    public static String usualTemplate(String operation, int operands) {
        boolean symbol = !Character.isLetter(operation.charAt(0));
        if (symbol && operands == 2) {
            return "({0} " + operation + " {1})";
        }
        if (symbol) {
            return "(" + operation + " {0})";
        }
        StringBuilder out = new StringBuilder(operation).append('(');
        for (int i = 0; i < operands; i++) {
            out.append(i == 0 ? "{" : ", {").append(i).append('}');
        }
        return out.append(')').toString();
    }

    /** Collects declarations; used by one thread. */
    public static final class Builder {
        private final Map<Signature, Rendering> renderings = new LinkedHashMap<>();

        public Builder add(String declaration, Rendering rendering) {
            for (Signature signature : parse(declaration)) {
                if (renderings.put(signature, rendering) != null) {
                    throw new IllegalStateException("declared twice: " + signature);
                }
            }
            return this;
        }

        /**
         * Fills the template and passes the text on to a rendering that knows the digits or the collation of the
         * result.
         */
        public Builder add(String declaration, String template, Finish finish) {
            return add(declaration, (operands, result) -> finish.finish(fill(template, operands), operands, result));
        }

        public PositiveList build() {
            return new PositiveList(renderings);
        }
    }

    /** Makes the result of an operation from its text. */
    @FunctionalInterface
    public interface Finish {
        @Nullable Rendered finish(String sql, List<Rendered> operands, SqlType result);
    }

    /** The operations of one declaration. */
    public static List<Signature> parse(String declaration) {
        int open = declaration.indexOf('(');
        int close = declaration.lastIndexOf(')');
        String operation = declaration.substring(0, open).strip();
        String inside = declaration.substring(open + 1, close).strip();
        List<List<TypeKind>> places = new ArrayList<>();
        for (String place : inside.isEmpty() ? new String[0] : inside.split(",")) {
            places.add(kinds(place));
        }
        places.add(kinds(declaration.substring(close + 1)));
        int alternatives = places.stream().mapToInt(List::size).max().orElse(1);
        List<Signature> result = new ArrayList<>();
        for (int i = 0; i < alternatives; i++) {
            int alternative = i;
            List<TypeKind> chosen = places.stream()
                    .map(place -> place.get(place.size() == 1 ? 0 : alternative))
                    .toList();
            result.add(new Signature(operation, chosen.subList(0, chosen.size() - 1), chosen.getLast()));
        }
        return result;
    }

    private static List<TypeKind> kinds(String place) {
        List<TypeKind> kinds = new ArrayList<>();
        for (String name : place.strip().split("\\|")) {
            TypeKind kind = KINDS.get(name.strip());
            if (kind == null) {
                throw new IllegalArgumentException("no such type: \"" + name + "\"");
            }
            kinds.add(kind);
        }
        return kinds;
    }
}
