package io.federator.engine.function;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.format.JsonPrinter;
import io.federator.engine.format.JsonTree;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Aggregates that build JSON. */
final class JsonAggregates implements FunctionFamily {
    @Override
    public void contribute(FunctionRegistry f) {
        for (boolean strict : new boolean[] {false, true}) {
            String suffix = strict ? "_strict" : "";
            f.aggregate(
                    "json_agg" + suffix + "(anyelement)",
                    (types, result) -> context -> new Items(types.getFirst(), strict, context));
            f.aggregate(
                    "jsonb_agg" + suffix + "(anyelement)",
                    (types, result) -> context -> new BinaryItems(types.getFirst(), strict, context));
            for (boolean unique : new boolean[] {false, true}) {
                String name = "object_agg" + (unique ? "_unique" : "") + suffix + "(any,any)";
                f.aggregate("json_" + name, (types, result) -> context -> new Members(types, strict, unique, context));
                f.aggregate(
                        "jsonb_" + name,
                        (types, result) -> context -> new BinaryMembers(types, strict, unique, context));
            }
        }
    }

    private static SqlException duplicate(String key) {
        return new SqlException(
                SqlState.INVALID_JSON_TEXT, "duplicate JSON object key value: " + JsonPrinter.quote(key));
    }

    /** {@code json_agg}. */
    private record Items(SqlType type, boolean strict, EvaluationContext context, StringBuilder out, AtomicBoolean any)
            implements Accumulator {
        Items(SqlType type, boolean strict, EvaluationContext context) {
            this(type, strict, context, new StringBuilder(), new AtomicBoolean());
        }

        @Override
        public void add(@Nullable Object[] args) {
            any.set(true);
            if (strict && args[0] == null) {
                return;
            }
            boolean lines = type.is(TypeKind.ARRAY) || type.is(TypeKind.RECORD);
            out.append(out.isEmpty() ? "[" : lines && args[0] != null ? ", \n " : ", ")
                    .append(JsonBuild.json(type, args[0], context));
        }

        @Override
        public @Nullable Object finish() {
            return out.isEmpty() ? any.get() ? "[]" : null : out + "]";
        }
    }

    /** {@code jsonb_agg}. */
    private record BinaryItems(
            SqlType type, boolean strict, EvaluationContext context, List<JsonTree> items, AtomicBoolean any)
            implements Accumulator {
        BinaryItems(SqlType type, boolean strict, EvaluationContext context) {
            this(type, strict, context, new ArrayList<>(), new AtomicBoolean());
        }

        @Override
        public void add(@Nullable Object[] args) {
            any.set(true);
            if (!strict || args[0] != null) {
                items.add(JsonBuild.tree(type, args[0], context));
            }
        }

        @Override
        public @Nullable Object finish() {
            return any.get() ? new JsonTree.Arr(items).print() : null;
        }
    }

    /** {@code json_object_agg}. */
    private record Members(
            List<SqlType> types,
            boolean strict,
            boolean unique,
            EvaluationContext context,
            StringBuilder out,
            Set<String> keys)
            implements Accumulator {
        Members(List<SqlType> types, boolean strict, boolean unique, EvaluationContext context) {
            this(types, strict, unique, context, new StringBuilder(), new HashSet<>());
        }

        @Override
        public void add(@Nullable Object[] args) {
            String key = JsonBuild.key(types.get(0), args[0], context, "null value not allowed for object key");
            if (strict && args[1] == null) {
                return;
            }
            if (unique && !keys.add(key)) {
                throw duplicate(key);
            }
            out.append(out.isEmpty() ? "{ " : ", ")
                    .append(JsonPrinter.quote(key))
                    .append(" : ")
                    .append(JsonBuild.json(types.get(1), args[1], context));
        }

        @Override
        public @Nullable Object finish() {
            return out.isEmpty() ? null : out + " }";
        }
    }

    /** {@code jsonb_object_agg}. */
    private record BinaryMembers(
            List<SqlType> types,
            boolean strict,
            boolean unique,
            EvaluationContext context,
            Map<String, JsonTree> members,
            AtomicBoolean any)
            implements Accumulator {
        BinaryMembers(List<SqlType> types, boolean strict, boolean unique, EvaluationContext context) {
            this(types, strict, unique, context, new HashMap<>(), new AtomicBoolean());
        }

        @Override
        public void add(@Nullable Object[] args) {
            any.set(true);
            String key = JsonBuild.key(types.get(0), args[0], context, "field name must not be null");
            if (strict && args[1] == null) {
                return;
            }
            if (members.put(key, JsonBuild.tree(types.get(1), args[1], context)) != null && unique) {
                throw new SqlException(SqlState.INVALID_JSON_TEXT, "duplicate JSON object key value");
            }
        }

        @Override
        public @Nullable Object finish() {
            return any.get() ? new JsonTree.Obj(members).print() : null;
        }
    }
}
