package io.federator.engine.function;

import io.federator.engine.names.CatalogResource;
import io.federator.engine.names.PgTypes;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code pg_cast}, and the casts that follow from it: arrays by their elements, anything through its text form. */
final class CastRules {
    private final PgTypes types;
    private final Map<Long, Entry> entries = new HashMap<>();

    CastRules(PgTypes types) {
        this.types = types;
        CatalogResource.read("casts.tsv", 4, fields -> {
            CastContext context = switch (fields[2]) {
                case "i" -> CastContext.IMPLICIT;
                case "a" -> CastContext.ASSIGNMENT;
                default -> CastContext.EXPLICIT;
            };
            Method method = switch (fields[3]) {
                case "b" -> Method.RELABEL;
                case "i" -> Method.TEXT;
                default -> Method.FUNCTION;
            };
            entries.put(key(Integer.parseInt(fields[0]), Integer.parseInt(fields[1])), new Entry(context, method));
        });
    }

    /** How a value gets from one type to the other. */
    enum Method {
        /** The value stays as it is. */
        RELABEL,
        /** A function of its own. */
        FUNCTION,
        /** Output function, then input function. */
        TEXT,
        /** Each element on its own. */
        ELEMENTS
    }

    /** The way from one type to another in this context, or null when there is none. */
    @Nullable Method method(int from, int to, CastContext context) {
        if (from == to) {
            return Method.RELABEL;
        }
        Entry entry = entries.get(key(from, to));
        if (entry != null) {
            return entry.context.compareTo(context) <= 0 ? entry.method : null;
        }
        int fromElement = types.element(from);
        int toElement = types.element(to);
        if (fromElement != 0 && toElement != 0 && to != 22 && to != 30) {
            if (method(fromElement, toElement, context) != null) {
                return Method.ELEMENTS;
            }
        }
        if (context.compareTo(CastContext.ASSIGNMENT) >= 0 && types.category(to) == 'S') {
            return Method.TEXT;
        }
        return context == CastContext.EXPLICIT && types.category(from) == 'S' ? Method.TEXT : null;
    }

    /** {@code can_coerce_type} for one type that is not polymorphic. */
    boolean canCoerce(int from, int to, CastContext context) {
        if (from == to || to == PgTypes.ANY || from == PgTypes.UNKNOWN) {
            return true;
        }
        return method(from, to, context) != null;
    }

    boolean isBinaryCoercible(int from, int to) {
        if (from == to || to == PgTypes.ANY) {
            return true;
        }
        Entry entry = entries.get(key(from, to));
        return entry != null && entry.method == Method.RELABEL && entry.context == CastContext.IMPLICIT;
    }

    private static long key(int from, int to) {
        return ((long) from << 32) | to;
    }

    private record Entry(CastContext context, Method method) {}
}
